/** Holds what a server answers against its OpenAPI document. */
import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

// oxlint-disable-next-line typescript/no-explicit-any -- A document is data; the checks below are what looks at it.
type Data = any;

export interface AnswerChecker {
  /** All answers that the document has, as `<operation> <status>` or `<operation> <status> <problem>`. */
  readonly documented: ReadonlySet<string>;
  /** Those that have come. */
  readonly seen: ReadonlySet<string>;
  /** @throws {AssertionError} where the document knows no such answer. @returns What was seen. */
  check(method: string, path: string, response: Response): Promise<string>;
}

/** @param document As it was sent. */
export function answerChecker(document: Data): AnswerChecker {
  const validator = schemaValidator(document);
  const documented = new Set<string>();
  const operations = Object.entries<Data>(document.paths).flatMap(([path, item]) =>
    Object.entries<Data>(item).map(([method, operation]) => {
      for (const answer of answersOf(operation, document)) documented.add(answer);
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      return { method, pattern, operation };
    }),
  );
  const seen = new Set<string>();

  return {
    documented,
    seen,
    async check(method, path, response) {
      const found = operations.find((one) => one.method === method.toLowerCase() && one.pattern.test(path));
      assert.ok(found, `${method} ${path} is documented`);
      const { operation } = found;
      const where = `${operation.operationId} ${response.status}`;
      const answer = operation.responses[response.status];
      if (!answer) assert.fail(`${where} is not documented: ${await response.text()}`);
      for (const [name, header] of Object.entries<Data>(answer.headers ?? {})) {
        const value = response.headers.get(name);
        if (value === null) assert.ok(!header.required, `${where} has ${name}`);
        else validator(header.schema, `${where}, ${name}`)(value);
      }
      const problem = await checkBody(response, answer.content, where);
      const what = problem ? `${where} ${problem}` : where;
      assert.ok(documented.has(what), `${what} is documented`);
      seen.add(what);
      return what;
    },
  };

  /** Returns the problem's code, where it is one. */
  async function checkBody(response: Response, content: Data, where: string): Promise<string | undefined> {
    const sent = response.headers.get('content-type')?.toLowerCase();
    if (!content) {
      assert.equal(sent, undefined, `${where} has no content`);
      assert.equal(await response.text(), '');
      return undefined;
    }
    const type = Object.keys(content).find((type) => type === sent || type === sent?.split(';')[0]);
    assert.ok(type, `${where} is ${Object.keys(content).join(' or ')}, not ${sent}`);
    const validate = validator(content[type].schema, `${where}, ${type}`);
    if (type === 'text/event-stream') {
      const counts = validator({ $ref: '#/components/schemas/Counts' }, `${where}, its first event`);
      counts(JSON.parse(await firstEvent(response)));
      return undefined;
    }
    const body: Data = /[/+]json$/.test(type) ? await response.json() : await response.text();
    validate(body);
    if (type === 'text/html') return undefined;
    return type === 'application/problem+json' ? body.type.replace('urn:gaung:problem:', '') : undefined;
  }
}

/** The answers of an operation; a page for people is one that has no code to be read. */
function answersOf(operation: Data, document: Data): string[] {
  return Object.entries<Data>(operation.responses).flatMap(([status, { content = {} }]) => {
    const where = `${operation.operationId} ${status}`;
    const types = Object.keys(content);
    const problem = content['application/problem+json']?.schema;
    const references: Data[] = problem ? (problem.oneOf ?? [problem]) : [];
    const codes = references.map(({ $ref }) => {
      const { properties } = document.components.schemas[$ref.split('/').at(-1)];
      return `${where} ${properties.type.const.replace('urn:gaung:problem:', '')}`;
    });
    const isPlain = types.length === 0 || types.some((type) => type !== 'application/problem+json');
    return isPlain ? [where, ...codes] : codes;
  });
}

/** The data of the first event of a stream, which is ended then. */
async function firstEvent(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk, { stream: true });
    const [, data] = /^data: (.*)\n\n/m.exec(text) ?? [];
    if (data) return data; // To leave the loop cancels the stream.
  }
  return assert.fail(`No event came: ${text}`);
}

/**
 * Gives functions that throw where something is not what a schema of the document says. Answers may gain members that a
 * client leaves alone, but not here: what a server sends, its document must know.
 */
export function schemaValidator(document: Data): (schema: Data, what: string) => (value: unknown) => void {
  const compile = schemaCompiler(strict(document.components.schemas));
  return (schema, what) => {
    const validate = compile(strict(schema));
    return (value) =>
      assert.ok(validate(value), `${what}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(value)}`);
  };
}

/** @param schemas Those of the document, which others may refer to. */
export function schemaCompiler(schemas: Data): (schema: Data) => ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  formats.default(ajv);
  ajv.addVocabulary(['discriminator']);
  ajv.addSchema(local({ $defs: schemas }), 'document');
  const compiled = new Map<string, ValidateFunction>();
  return (schema) => {
    const text = JSON.stringify(schema);
    const validate = compiled.get(text) ?? ajv.compile(local(schema));
    compiled.set(text, validate);
    return validate;
  };
}

/** References as the validator knows them. */
function local(schema: Data): Data {
  const text = JSON.stringify(schema).replaceAll('"#/components/schemas/', '"document#/$defs/');
  return JSON.parse(text);
}

function strict(schema: Data): Data {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(strict);
  const all = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  const isOpen = all.type === 'object' && all.properties !== undefined && all.additionalProperties === undefined;
  return isOpen ? { ...all, additionalProperties: false } : all;
}
