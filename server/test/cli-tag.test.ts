/** `gaung-server tag`: what an operator pastes, or gives to a template. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { it } from 'node:test';
import { commands } from './cli.ts';
import { serve } from './tools.ts';

const sha384 = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

it('pins the script and its parts by what lies in the folder', async (t) => {
  const { gaung, file } = commands(t);
  mkdirSync(file('script/chunks'), { recursive: true });
  writeFileSync(file('script/gaung.js'), 'script');
  writeFileSync(file('script/chunks/part-0a1b2c3d.js'), 'part');
  const { code, out, err } = await gaung('tag', 'https://echo.example/x', '--script', file('script'));
  assert.deepEqual([code, err], [0, '']);
  const [, map, version, integrity] =
    /^<script type="importmap">([^<]*)<\/script>\n<script type="module" src="https:\/\/echo\.example\/x\/v\/([0-9a-f]+)\/gaung\.js" integrity="([^"]+)" crossorigin="anonymous"><\/script>\n$/.exec(
      out,
    )!;
  assert.equal(integrity, sha384('script'));
  assert.deepEqual(JSON.parse(map!), {
    integrity: { [`https://echo.example/x/v/${version}/chunks/part-0a1b2c3d.js`]: sha384('part') },
  });
});

it('says as JSON what the server says', async (t) => {
  const { gaung } = commands(t);
  const { get } = await serve(t);
  const { out } = await gaung('tag', 'https://echo.example/', '--json');
  const { body } = await get(`v1/script?url=${encodeURIComponent('https://echo.example/')}`);
  assert.deepEqual(JSON.parse(out), body);
});

it('says where there is no script', async (t) => {
  const { gaung, folder } = commands(t);
  const { code, out, err } = await gaung('tag', 'https://echo.example/', '--script', folder);
  assert.deepEqual([code, out], [1, '']);
  assert.match(err, /^There is no gaung\.js in .*--script FOLDER\.\n$/);
});
