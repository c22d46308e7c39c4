/** Registers `<share-buttons>`. */
import { ShareButtons } from '../elements/share-buttons/share-buttons.ts';
import { coreNetworks } from '../networks/core.ts';
import { loadNetworkIndex } from '../networks/load-index.ts';
import { registerNetworkIndex, registerNetworks } from '../networks/registry.ts';
import { composePage } from './compose.ts';

composePage();
registerNetworks(...coreNetworks);
registerNetworkIndex(loadNetworkIndex);
ShareButtons.define();
