export { EngagementStore } from './engagement-store.ts';
export type { Channel, DurableStorage, Environment, LockOptions } from './environment.ts';
export type { PageState, RefusedInteraction } from './page-state.ts';
