import type { ReactionId } from '../../contract/index.ts';

/** Ids of reactions with their emoji, in the order of the bar. All are in Emoji 5.0 (2017): old
 * phones have them; U+FE0F asks for colour where a font of the page has the sign in black. */
export type Preset = Readonly<Record<ReactionId, string>>;

/** The sets that a bar has by itself. `sensitive` is for grave stories: no laughter, no anger at those concerned. */
export const PRESETS: Readonly<Record<'default' | 'sensitive', Preset>> = {
  default: { love: '❤️', haha: '😂\ufe0f', wow: '😮\ufe0f', sad: '😢\ufe0f', angry: '😡\ufe0f' },
  sensitive: { support: '🤝\ufe0f', respect: '🙏\ufe0f', sad: '😢\ufe0f', mourn: '🕯️', hope: '🕊️' },
};

/** The emoji of every reaction that has one. */
export const EMOJI: Preset = { ...PRESETS.default, ...PRESETS.sensitive };
