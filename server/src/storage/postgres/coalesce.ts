/**
 * Questions that arrive while others are being asked go into the next query together. A query begins after all that it
 * answers have come, so that each answer is as new as if it had been asked alone.
 *
 * @param ask Answers many at once.
 * @param atOnce Most queries under way.
 * @param most Most questions in one.
 */
export function coalesce<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<ReadonlyMap<Question, Answer>>,
  atOnce: number,
  most: number,
): (questions: readonly Question[]) => Promise<Map<Question, Answer>> {
  interface Waiting {
    readonly questions: readonly Question[];
    resolve(answers: Map<Question, Answer>): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let underWay = 0;
  let isScheduled = false;

  function take(): { readonly some: readonly Waiting[]; readonly all: Set<Question> } {
    const all = new Set<Question>();
    let n = 0;
    for (const { questions } of waiting) {
      if (n > 0 && all.size + questions.length > most) break;
      for (const question of questions) all.add(question);
      n++;
    }
    return { some: waiting.splice(0, n), all };
  }

  async function run(): Promise<void> {
    const { some, all } = take();
    underWay++;
    try {
      const answers = await ask([...all]);
      for (const { questions, resolve } of some) {
        resolve(new Map(questions.map((question) => [question, answers.get(question)!])));
      }
    } catch (error) {
      for (const { reject } of some) reject(error);
    } finally {
      underWay--;
      schedule();
    }
  }

  function schedule(): void {
    if (isScheduled || waiting.length === 0 || underWay >= atOnce) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      while (waiting.length > 0 && underWay < atOnce) void run();
    });
  }

  return (questions) =>
    new Promise((resolve, reject) => {
      if (questions.length === 0) {
        resolve(new Map());
        return;
      }
      waiting.push({ questions, resolve, reject });
      schedule();
    });
}
