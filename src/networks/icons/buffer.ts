/** Buffer, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M1.4 5.5 11.9 0l10.7 5.5-10.7 5.5zm3.3 4.8 7.2 3.5 7.3-3.5 3.4 1.6-10.7 5.2L1.4 11.9zm0 6.2 7.2 3.9 7.3-3.9 3.4 1.8L11.9 24 1.4 18.3z';
