/** A QR code: three corners and a few dots. */
export default 'M3 3h8v8H3Zm2.3 2.3v3.4h3.4V5.3ZM13 3h8v8h-8Zm2.3 2.3v3.4h3.4V5.3ZM3 13h8v8H3Zm2.3 2.3v3.4h3.4v-3.4ZM13 13h3v3h-3Zm5 0h3v3h-3Zm-2 3h2v2h-2Zm-3 2h3v3h-3Zm5 0h3v3h-3Z';
