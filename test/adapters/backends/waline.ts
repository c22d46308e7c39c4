/** What answers as Waline's server does, by exchanges that were recorded from `@waline/vercel` 1.39. */

type Row = Record<string, number>;

const TYPE = /^(?:time|reaction[0-8])$/;

/** A Waline in memory, as a `fetch`. */
export function walineStandIn(): typeof globalThis.fetch {
  const rows = new Map<string, Row>();
  const answer = (body: object, status = 200) => Response.json(body, { status });
  const success = (data: unknown) => answer({ errno: 0, errmsg: '', data });

  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== '/api/article') return answer({ errno: 404, errmsg: 'Not Found' }, 404);
    if (request.method === 'GET') {
      const types = (searchParams.get('type') ?? 'time').split(',');
      const paths = (searchParams.get('path') ?? '').split(',').filter(Boolean);
      if (paths.length === 0) return success(0);
      return success(
        paths.map((path) => Object.fromEntries(types.map((type) => [type, rows.get(path)?.[type] ?? 0] as const))),
      );
    }
    if (request.headers.get('content-type') !== 'application/json') return answer({ errno: 1001 }, 200);
    const { path, type = 'time', action = 'inc' } = (await request.json()) as Record<string, string>;
    if (!['inc', 'desc'].includes(action))
      return answer({ errno: 1001, errmsg: { action: 'action must be in inc,desc' } });
    if (!TYPE.test(type)) return answer({ errno: 500, errmsg: `no such column: ${type}` }, 500);
    const row = rows.get(path!);
    if (!row && action === 'desc') return success([0]);
    const before = row?.[type] ?? 0;
    const count = action === 'inc' ? before + 1 : Math.max(0, before - 1);
    rows.set(path!, { ...row, [type]: count });
    return success([{ [type]: count }]);
  };
}
