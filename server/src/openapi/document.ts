import { createDocument, type ZodOpenApiObject } from 'zod-openapi';
import type { Config } from '../config.ts';
import { VERSION } from '../version.ts';
import { administration, lineSchemas } from './administration.ts';
import { PROBLEM_TABLE } from './problems.ts';
import { reading } from './reading.ts';
import { script } from './script.ts';
import { service } from './service.ts';
import { writing } from './writing.ts';

const DESCRIPTION = `
Counts of views, shares and reactions for the pages of a site.

\`HEAD\` is answered as \`GET\` is, without a body; preflights (\`OPTIONS\`) where pages of other origins may ask; any
other method by 405 with \`Allow\`. Members that this document does not name may be added: leave alone what you do not
know. Codes of refusals are a closed list.

Every error is problem+json (RFC 9457). Its \`type\` is one of these, and never changes its meaning:

${PROBLEM_TABLE}
`.trim();

const METRICS_TOKEN = {
  type: 'http',
  scheme: 'bearer',
  description: '`GAUNG_METRICS_TOKEN`: reads the metrics alone.',
} as const;

export type DocumentConfig = Pick<Config, 'prefix' | 'metrics'>;

/** What this server does, as an OpenAPI 3.1 document: made from the schemas and constants that it works with. */
export function openApiDocument({ prefix, metrics }: DocumentConfig): ReturnType<typeof createDocument> {
  const source: ZodOpenApiObject = {
    openapi: '3.1.1',
    info: {
      title: 'Gaung',
      version: VERSION,
      summary: 'Share buttons, a view counter and reactions: the server.',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: prefix === '/' ? '/' : prefix.slice(0, -1), description: 'This server.' }],
    tags: [
      { name: 'Counts', description: 'What anybody may read.' },
      { name: 'Interactions', description: 'What pages of allowed origins may write.' },
      { name: 'Administration', description: 'What the operator may do.' },
      { name: 'Script', description: 'What pages load.' },
      { name: 'Service', description: 'What the server tells of itself.' },
    ],
    paths: { ...reading, ...writing, ...administration, ...script, ...service(metrics) },
    components: {
      schemas: lineSchemas,
      securitySchemes: {
        adminToken: { type: 'http', scheme: 'bearer', description: '`GAUNG_ADMIN_TOKEN`.' },
        ...(metrics !== 'public' && { metricsToken: METRICS_TOKEN }),
      },
    },
  };
  return createDocument(source, {
    override({ zodSchema, jsonSchema, io }) {
      // Answers may gain members in v1: a client that was made from this must not refuse them.
      const { def } = zodSchema._zod;
      if (io === 'output' && def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties;
    },
  });
}
