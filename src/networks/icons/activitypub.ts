/** ActivityPub, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M10.91 4.44 0 10.74v2.52L8.73 8.22v10.08l2.18 1.26zM6.54 12l-4.36 2.52 4.36 2.52zm6.55-2.52L17.45 12l-4.36 2.52zm0-5.04L24 10.74v2.52l-10.91 6.3v-2.52L21.82 12 13.09 6.96z';
