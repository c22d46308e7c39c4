'use client';
/** The elements as components of React. Of these, an app's bundle holds what it imports. */
export { GaungProvider } from './gaung-provider.ts';
export { ReactionBar } from './reaction-bar.ts';
export { ShareButtons } from './share-buttons.ts';
export { ViewCounter } from './view-counter.ts';
