/** Gmail, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M24 5.5v13.9c0 .9-.7 1.6-1.6 1.6h-3.9V11.7L12 16.6l-6.5-4.9v9.3H1.6A1.6 1.6 0 0 1 0 19.4V5.5c0-2.1 2.3-3.2 3.9-2L5.5 4.6 12 9.5l6.5-4.9 1.6-1.1C21.7 2.3 24 3.4 24 5.5z';
