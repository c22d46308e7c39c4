/** Note, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M0 .3c4.6 0 11-.3 15.5-.1 6.1.1 8.4 2.8 8.5 9.3 0 3.7 0 14.4 0 14.4h-6.6c0-9.3 0-10.9 0-13.8-.1-2.6-.8-3.8-2.8-4-2.1-.3-8-.1-8-.1v17.9H0Z';
