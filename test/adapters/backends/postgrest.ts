/**
 * A real PostgreSQL with `supabase.sql` in it, behind a handler that is shaped like PostgREST: the exchange is that of
 * PostgREST's documentation and of Supabase's client, the SQL runs as it would there, by the role `anon`.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { startPostgresEngine } from '../../engines/postgres.ts';

/** The public key of the project. */
export const KEY = 'anon-key';

export interface Postgrest {
  readonly url: string;
  /** Asks the database itself, as its owner. */
  query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** The same as what a public key may do. */
  asReader(text: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

const SQL = readFileSync(new URL('../../../src/adapters/supabase.sql', import.meta.url), 'utf8');

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** How PostgREST answers an error of the database, as far as `supabase.sql` can make one. */
function statusOf(code: string | undefined): number {
  if (code === '42883') return 404; // No such function.
  if (code === '42501') return 403; // No privilege.
  return code?.startsWith('22') ? 400 : 500;
}

export async function startPostgrest(): Promise<Postgrest> {
  const engine = await startPostgresEngine();
  const { host, port, user, password, database } = engine;
  const pool = new pg.Pool({ host, port, user, password, database, max: 8 });
  await pool.query('create role anon nologin; create role authenticated nologin;');
  await pool.query(SQL);

  async function asReader(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = await pool.connect();
    try {
      await client.query('begin; set local role anon');
      const { rows } = await client.query(text, [...values]);
      await client.query('commit');
      return rows;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  async function rpc(name: string, args: Record<string, unknown>): Promise<unknown> {
    const names = Object.keys(args);
    const list = names.map((one, at) => `${pg.escapeIdentifier(one)} => $${at + 1}`).join(', ');
    const values = names.map((one) => (one === 'interactions' ? JSON.stringify(args[one]) : args[one]));
    const [row] = await asReader(`select public.${pg.escapeIdentifier(name)}(${list}) as answer`, values);
    return row!.answer;
  }

  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    const text = await textOf(request);
    const name = /^\/rest\/v1\/rpc\/(\w+)$/.exec(request.url!)?.[1];
    const { apikey, authorization } = request.headers;
    if (apikey !== KEY || authorization !== `Bearer ${KEY}`) {
      answer(401, { message: 'Invalid API key' });
      return;
    }
    if (request.method !== 'POST' || !name) {
      answer(404, { message: 'no Route matched' });
      return;
    }
    try {
      answer(200, await rpc(name, JSON.parse(text)));
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      answer(statusOf(code), { code, message, details: null, hint: null });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asReader,
    async query(text, values) {
      const { rows } = await pool.query(text, values && [...values]);
      return rows;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await pool.end();
      await engine.remove();
    },
  };
}
