/** What follows what a reader does at a bar. It comes when one is about to. */
export { moveByArrows } from './arrow-keys.ts';
export { pop, rollNumbers } from './motion.ts';
export { refusalNotice } from './refusals.ts';
