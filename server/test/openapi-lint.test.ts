/** The document by the rules of others: Redocly's linter, without a network. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { openApiDocument } from '../src/openapi/document.ts';

/** Beside the strictest of Redocly's own sets, in which every warning is an error. */
const RULES = {
  'array-parameter-serialization': 'error',
  'component-name-unique': 'error',
  'operation-singular-tag': 'error',
  'operation-tag-defined': 'error',
  'parameter-description': 'error',
  'path-params-defined': 'error',
  'spec-example-values': 'error',
  // A form's answer is a redirect, and some operations cannot be asked wrongly: the tests below say which.
  'operation-2xx-response': 'off',
  'operation-4xx-response': 'off',
} as const;

const PROBLEM = 'application/problem+json';

type Document = ReturnType<typeof openApiDocument>;

const lint = async (document: Document) => {
  const config = await createConfig({ extends: ['recommended-strict'], rules: RULES });
  const found = await lintFromString({ source: JSON.stringify(document), config });
  return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`);
};

const operationsOf = (document: Document) =>
  Object.values(document.paths!).flatMap((item) => Object.values(item as object)) as {
    operationId: string;
    responses: Record<string, { content?: object }>;
  }[];

for (const metrics of ['token', 'public'] as const) {
  it(`has neither errors nor warnings (metrics: ${metrics})`, async () => {
    assert.deepEqual(await lint(openApiDocument({ prefix: '/gaung/', metrics })), []);
  });
}

it('would have some if the document were wrong', async () => {
  const document = openApiDocument({ prefix: '/', metrics: 'token' });
  const [schemas, counts] = [document.components!.schemas!, document.paths!['/v1/counts']!.get!];
  schemas.Counts = { ...(schemas.Counts as object), examples: [{ counts: 5 }] };
  counts.tags = ['Nothing'];
  const rules = new Set((await lint(document)).map((line) => line.split(':')[0]!));
  assert.deepEqual([...rules].toSorted(), ['no-invalid-schema-examples', 'operation-tag-defined']);
});

it('has an answer of success for every operation', () => {
  for (const { operationId, responses } of operationsOf(openApiDocument({ prefix: '/', metrics: 'token' }))) {
    assert.ok(
      Object.keys(responses).some((status) => /^[23]/.test(status)),
      operationId,
    );
  }
});

it('has an answer of failure for all that can be asked wrongly', () => {
  const without = operationsOf(openApiDocument({ prefix: '/', metrics: 'token' }))
    .filter(({ responses }) => !Object.keys(responses).some((status) => status.startsWith('4')))
    .map(({ operationId }) => operationId);
  assert.deepEqual(without, ['checkHealth', 'checkReadiness', 'getDocument']);
});

it('tells every failure as problem+json, but for interactions that were all refused', () => {
  const others = operationsOf(openApiDocument({ prefix: '/', metrics: 'token' })).flatMap(
    ({ operationId, responses }) =>
      Object.entries(responses)
        .filter(([status, { content }]) => /^[45]/.test(status) && !Object.keys(content ?? {}).includes(PROBLEM))
        .map(([status]) => `${operationId} ${status}`),
  );
  assert.deepEqual(others, ['recordInteractions 422']);
});
