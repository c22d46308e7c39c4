export { EngagementStore } from './engagement-store.ts';
export type { Environment } from './environment.ts';
export type { PageState, RefusedInteraction } from './page-state.ts';
