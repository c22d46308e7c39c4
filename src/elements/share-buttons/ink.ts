/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** White on a brand's colour where that can be seen (3:1, as WCAG asks of graphics), else black. */
export function inkOn(color: string): string {
  return 1.05 / (luminance(color) + 0.05) >= 3 ? '#fff' : '#000';
}
