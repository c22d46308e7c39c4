/** ActivityPub, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M10.9 4.4 0 10.7v2.6L8.7 8.2v10.1l2.2 1.3zM6.5 12l-4.3 2.5 4.3 2.5zm6.6-2.5L17.5 12l-4.4 2.5zm0-5.1L24 10.7v2.6l-10.9 6.3v-2.6L21.8 12 13.1 7z';
