export interface Instruction {
  /** In capitals: `COPY`. */
  readonly name: string;
  /** What follows it. */
  readonly text: string;
  readonly words: readonly string[];
}

/** What a Dockerfile says, line by line; lines that go on in the next one are not known. */
export function instructionsOf(dockerfile: string): Instruction[] {
  return dockerfile
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', text = ''] = /^([A-Z]+) +(.*)$/.exec(line) ?? [];
      if (!name || line.endsWith('\\')) throw new Error(`Not understood: ${line}`);
      return { name, text, words: text.split(/\s+/) };
    });
}
