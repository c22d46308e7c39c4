/** Tumblr, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M14.56 24c-5.09 0-7.03-3.76-7.03-6.41V9.75H5.12V6.65c3.63-1.32 4.51-4.6 4.71-6.47C9.84.05 9.94 0 10 0h3.52v6.11h4.8v3.64h-4.82v7.47c.01 1 .37 2.37 2.2 2.37h.09c.64-.02 1.49-.21 1.94-.42l1.16 3.42c-.44.64-2.4 1.38-4.16 1.41h-.18l.01 0z';
