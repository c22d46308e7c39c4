/** Gmail, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M24 5.46v13.91c0 .9-.73 1.63-1.64 1.63h-3.81V11.73L12 16.64l-6.54-4.91v9.27H1.64A1.64 1.64 0 0 1 0 19.37V5.46c0-2.03 2.31-3.18 3.93-1.97L5.46 4.64 12 9.55l6.55-4.91 1.52-1.15C21.69 2.28 24 3.43 24 5.46z';
