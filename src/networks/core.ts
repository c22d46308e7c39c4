import { copy } from './copy.ts';
import { facebook } from './facebook.ts';
import type { Network } from './network.ts';
import { telegram } from './telegram.ts';
import { whatsapp } from './whatsapp.ts';
import { x } from './x.ts';

/** The networks that the script itself carries; the others are loaded when a row names them. */
export const coreNetworks: readonly Network[] = [whatsapp, facebook, x, telegram, copy];
