import type { ServerTexts } from './locale.ts';

/** English for the dialog that asks for the reader's server, and what stands in where another language does not say it. */
export const enServerTexts: ServerTexts = {
  serverTitle: 'Share on the fediverse',
  server: 'Your server',
  serverHint: 'The one where you have your account. Only this browser remembers it.',
  serverHintShort: 'The one where you have your account.',
  serverWrong: 'Enter the name of a server, such as mastodon.social.',
  serversUsed: 'Servers you used',
  serversForget: 'Forget them',
  serversForgotten: 'Forgotten.',
  serverAsked: 'Asking {server} what software it runs…',
  serverUnknown: '{server} did not say what software it runs. Choose it below.',
  serverKnown: '{server} runs {network}.',
  software: 'Software of your server',
  softwareChoose: 'Choose…',
  softwareMissing: 'Choose the software of your server.',
  loadFailed: 'This did not load. Try again.',
  goOn: 'Continue',
  cancel: 'Cancel',
};
