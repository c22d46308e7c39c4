import { newSecrets, type RotationStep, rotateSecrets, type StoredSecrets } from '../rules/secrets.ts';
import type { Engine } from './engine.ts';
import { META } from './keys.ts';

/** Sets the key to `ARGV[3]` where it is `ARGV[2]`. @returns What it is then. */
const ROTATE_LUA = `
if redis.call('GET', KEYS[1]) == ARGV[2] then redis.call('SET', KEYS[1], ARGV[3]) end
return redis.call('GET', KEYS[1])
`;

const keyOf = (engine: Engine) => `${engine.base(META)}secret`;

async function readText(engine: Engine): Promise<string> {
  await engine.write(META, ['set', keyOf(engine), toText(newSecrets()), 'NX']);
  return String(await engine.read(META, ['get', keyOf(engine)]));
}

/** The secrets, of which one is made where there is none. */
export async function readSecrets(engine: Engine): Promise<StoredSecrets> {
  return fromText(await readText(engine));
}

/** Takes a step, unless somebody else has taken it meanwhile. */
export async function rotate(engine: Engine, step: RotationStep): Promise<void> {
  for (;;) {
    const before = await readText(engine);
    const after = toText(rotateSecrets(fromText(before), step));
    if ((await engine.run(ROTATE_LUA, META, () => [before, after], keyOf(engine))) === after) return;
  }
}

/** `<signing>`, then perhaps `next <bytes>` or `previous <bytes>`, all bytes in base64. */
function toText({ signing, next, previous }: StoredSecrets): string {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  if (next) return `${text(signing)} next ${text(next)}`;
  return previous ? `${text(signing)} previous ${text(previous)}` : text(signing);
}

function fromText(text: string): StoredSecrets {
  const [signing = '', member, other = ''] = text.split(' ');
  const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
  return { signing: bytes(signing), ...(member && { [member]: bytes(other) }) };
}
