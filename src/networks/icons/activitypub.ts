/** ActivityPub, from simple-icons (CC0 1.0); the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M10.91 4.442L0 10.74v2.52L8.727 8.22v10.077l2.182 1.26zM6.545 12l-4.364 2.52 4.364 2.518zm6.545-2.52L17.455 12l-4.364 2.52zm0-5.038L24 10.74v2.52l-10.91 6.298v-2.52L21.819 12 13.091 6.96z';
