/** Registers `<share-buttons>`. */
import { ShareButtons } from '../elements/share-buttons/share-buttons.ts';
import { coreNetworks } from '../networks/core.ts';
import { lazyNetworks } from '../networks/lazy.ts';
import { registerNetworkLoaders, registerNetworks } from '../networks/registry.ts';
import { composePage } from './compose.ts';

composePage();
registerNetworks(...coreNetworks);
registerNetworkLoaders(lazyNetworks);
ShareButtons.define();
