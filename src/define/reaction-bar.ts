/** Registers `<reaction-bar>`. */
import { ReactionBar } from '../elements/reaction-bar/reaction-bar.ts';
import { composePage } from './compose.ts';

composePage();
ReactionBar.define();
