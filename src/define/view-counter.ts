/** Registers `<view-counter>`. */
import { ViewCounter } from '../elements/view-counter/view-counter.ts';
import { composePage } from './compose.ts';

composePage();
ViewCounter.define();
