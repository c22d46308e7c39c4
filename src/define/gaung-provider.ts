/** Registers `<gaung-provider>`. */
import { GaungProvider } from '../elements/gaung-provider/gaung-provider.ts';
import { composePage } from './compose.ts';

composePage();
GaungProvider.define();
