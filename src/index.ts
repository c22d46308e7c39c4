/** Classes, store and types. Nothing happens on import: `gaung/define` registers the elements. */
export * from './contract/index.ts';
export { type Composition, compose as configure } from './elements/base/backends.ts';
export { backendContext } from './elements/base/context.ts';
export { VERSION } from './elements/base/define.ts';
export { GaungErrorEvent } from './elements/events/gaung-error-event.ts';
export { ReactionEvent } from './elements/events/reaction-event.ts';
export { ShareEvent, type ShareOutcome } from './elements/events/share-event.ts';
export { ViewEvent } from './elements/events/view-event.ts';
export { GaungProvider } from './elements/gaung-provider/gaung-provider.ts';
export { ReactionBar } from './elements/reaction-bar/reaction-bar.ts';
export type { ReactionOption } from './elements/reaction-bar/reaction-options.ts';
export { ShareButtons } from './elements/share-buttons/share-buttons.ts';
export { ViewCounter } from './elements/view-counter/view-counter.ts';
export type { Locale, Messages } from './locales/locale.ts';
export { registerLocales } from './locales/registry.ts';
export type { ActionNetwork, LinkNetwork, Network, ShareContent } from './networks/network.ts';
export { registerNetworks } from './networks/registry.ts';
export { EngagementStore, type Environment, type PageState, type RefusedInteraction } from './store/index.ts';
