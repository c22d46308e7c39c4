/** Substack, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M22.54 8.24H1.46V5.41h21.08v2.83zM1.46 10.81V24L12 18.11 22.54 24V10.81H1.46zM22.54 0H1.46v2.84h21.08V0z';
