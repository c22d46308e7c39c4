/**
 * What comes within some milliseconds, else what stands for it. For numbers that a request waits for beside its own
 * answer: what was recorded must be known to be, whatever becomes of them.
 */
export async function atMost<Result>(ms: number, coming: Promise<Result>, instead: Result): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Result>((resolve) => {
    timer = setTimeout(resolve, ms, instead);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** How long the answer to a record waits for numbers beside its own, in ms. */
export const PATIENCE_MS = 1000;
