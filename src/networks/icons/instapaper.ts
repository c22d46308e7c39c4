/** Instapaper, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M14.8 20.3c0 1.8.2 2 2.9 2.3V24H6.3v-1.4c2.7-.3 2.9-.5 2.9-2.3V3.7c0-1.8-.2-2.1-2.9-2.3V0h11.4v1.4c-2.7.2-2.9.5-2.9 2.3v16.6z';
