import type { ReactionId } from '../../contract/index.ts';

/** Pictures of 32 × 32 by reaction: shapes from back to front, each with its colour. */
export type IconPack = Readonly<Record<ReactionId, readonly (readonly [fill: string, path: string])[]>>;

/** How to load the pictures of each preset. */
const LOADERS: Readonly<Record<string, () => Promise<{ icons: IconPack }>>> = {
  default: () => import('./icons/default.ts'),
  sensitive: () => import('./icons/sensitive.ts'),
};

const pictures = new Map<ReactionId, IconPack[string]>();
const loading = new Map<string, Promise<void>>();

/** The picture of a reaction, if it is here and there is one. */
export function pictureOf(reaction: ReactionId): IconPack[string] | undefined {
  return pictures.get(reaction);
}

async function load(preset: string, warn: (message: string) => void): Promise<void> {
  try {
    const { icons } = await LOADERS[preset]!();
    for (const [id, shapes] of Object.entries(icons)) pictures.set(id, shapes);
  } catch (error) {
    warn(`The pictures of the "${preset}" reactions did not load; emoji stand in. ${String(error)}`);
  }
}

/**
 * Loads the pictures of these reactions, once for all who ask; emoji stand in for what does not arrive.
 *
 * @param presets The reactions of each preset.
 * @returns Undefined where there is nothing to wait for.
 */
export function loadPictures(
  reactions: readonly ReactionId[],
  presets: Readonly<Record<string, object>>,
  warn: (message: string) => void,
): Promise<unknown> | undefined {
  const names = Object.keys(presets);
  // A reaction of two presets comes with the first: the fewest requests.
  const needed = new Set(
    reactions.flatMap((id) =>
      pictures.has(id) ? [] : (names.find((preset) => Object.hasOwn(presets[preset]!, id)) ?? []),
    ),
  );
  const coming = [...needed].flatMap((preset) => {
    const isKnown = loading.has(preset);
    if (!isKnown)
      loading.set(
        preset,
        load(preset, warn).finally(() => settled.add(preset)),
      );
    return settled.has(preset) ? [] : [loading.get(preset)!];
  });
  return coming.length > 0 ? Promise.all(coming) : undefined;
}

/** Presets that have come, or will not. */
const settled = new Set<string>();
