/** Note, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M0 .28c4.62 0 10.95-.24 15.5-.12 6.1.16 8.39 2.82 8.47 9.38.07 3.71 0 14.33 0 14.33h-6.6c0-9.29.04-10.83 0-13.76-.08-2.58-.82-3.8-2.8-4.04-2.09-.23-7.97-.04-7.97-.04v17.84H0Z';
