import type { Locale } from './locale.ts';

export const id: Locale = {
  tag: 'id',
  messages: {
    shareLabel: 'Bagikan berita ke',
    shareOn: 'Bagikan ke {network}',
    shareByEmail: 'Bagikan lewat email',
    shareNative: 'Bagikan dengan aplikasi di perangkat ini',
    copyLink: 'Salin tautan',
    copied: 'Tautan tersalin',
    copyByHand: 'Salin tautan ini:',
    email: 'Email',
    native: 'Lainnya…',
    copy: 'Salin tautan',
    views: { other: 'Dibaca {count} kali' },
    reactionLabel: 'Bagaimana pendapat Anda mengenai artikel ini?',
    reactions: { love: 'Suka', haha: 'Haha', wow: 'Wow', sad: 'Sedih', angry: 'Marah' },
    reactionCount: { other: '{count} pembaca' },
    chosen: 'Anda memilih {reaction}.',
    takenBack: 'Pilihan Anda dibatalkan.',
    waiting: 'Belum terkirim. Akan dikirim begitu Anda tersambung.',
    refused: 'Pilihan Anda tidak dapat dihitung dan telah dibatalkan.',
    unconfirmed: 'Belum pasti apakah pilihan Anda terhitung.',
  },
};
