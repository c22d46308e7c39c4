/** Buffer, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M1.37 5.48 11.94 0l10.69 5.48-10.69 5.49zm3.36 4.81 7.21 3.54 7.29-3.54 3.4 1.65-10.69 5.2L1.37 11.94zm0 6.17 7.21 3.91 7.29-3.91 3.4 1.81L11.94 24 1.37 18.27z';
