/** Houzz, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M1.3 0V24H9.3V16.4H14.7V24H22.7V10.4L6.6 5.8V0H1.3Z';
