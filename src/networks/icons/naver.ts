/** Naver, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M16.27 12.85 7.38 0H0v24h7.73V11.16L16.62 24H24V0h-7.73v12.85Z';
