/** The command was called in a wrong way: exit code 2. The message says what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was asked for could not be done: exit code 1. The message is for the operator. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
