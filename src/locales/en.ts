import type { Locale } from './locale.ts';

export const en: Locale = {
  tag: 'en',
  messages: {
    shareLabel: 'Share this story',
    shareOn: 'Share on {network}',
    shareByEmail: 'Share by email',
    shareNative: 'Share with an app on this device',
    copyLink: 'Copy link',
    copied: 'Link copied',
    copyByHand: 'Copy this link:',
    email: 'Email',
    native: 'More…',
    copy: 'Copy link',
    views: { one: 'Read {count} time', other: 'Read {count} times' },
    reactionLabel: 'What do you think of this article?',
    reactions: { love: 'Love', haha: 'Haha', wow: 'Wow', sad: 'Sad', angry: 'Angry' },
    reactionCount: { one: '{count} reader', other: '{count} readers' },
    chosen: 'You chose {reaction}.',
    takenBack: 'Your choice was taken back.',
    waiting: 'Not sent yet. It will be sent once you are connected.',
    refused: 'Your choice could not be counted and was undone.',
    unconfirmed: 'It is not certain that your choice was counted.',
  },
};
