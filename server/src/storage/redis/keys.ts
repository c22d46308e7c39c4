import { hash } from 'node:crypto';

/** So many groups share the keys out among the slots of a cluster. For ever: it decides where each page is. */
export const GROUPS = 256;
export const ALL_GROUPS: readonly number[] = Array.from({ length: GROUPS }, (_, group) => group);
/** The group of what is of no page: the secret, the journal. */
export const META = 0;

/** The group of a page key, or of a visitor. */
export const groupOf = (name: string): number => hash('sha1', name, 'buffer')[0]!;

/** What the keys of a group begin with. All of them are in one slot. */
export const baseOf = (prefix: string, group: number): string => `${prefix}:{${group}}:`;

/** The slot of a group's keys in a cluster: CRC16 (XMODEM) of what stands in braces. */
export function slotOf(group: number): number {
  let crc = 0;
  for (const byte of Buffer.from(String(group))) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80_00 ? (crc << 1) ^ 0x10_21 : crc << 1;
  }
  return crc & 0x3f_ff;
}
