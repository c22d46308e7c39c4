/** Naver, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M16.3 12.8 7.4 0H0v24h7.7V11.2L16.6 24H24V0h-7.7v12.8Z';
