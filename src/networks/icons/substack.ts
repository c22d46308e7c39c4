/** Substack, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M22.5 8.2H1.5V5.4h21v2.8zM1.5 10.8V24L12 18.1 22.5 24V10.8H1.5zM22.5 0H1.5v2.8h21V0z';
