import type { NetworkLoader } from './registry.ts';

/** How to load each network that the script does not carry. */
export const lazyNetworks: Readonly<Record<string, NetworkLoader>> = {
  email: () => import('./email.ts').then(({ email }) => email),
  line: () => import('./line.ts').then(({ line }) => line),
  native: () => import('./native.ts').then(({ native }) => native),
};
