/** A reporter for `node --test` that writes `{ passed, failed, failures }` once, for the runner to sum up. */
export default async function* countReporter(source) {
  const total = { passed: 0, failed: 0, failures: [] };
  for await (const { type, data } of source) {
    // A describe() or a file is the sum of its tests; but a file that fails by itself has no test that says so.
    const isTest = data?.details?.type !== 'suite' && !data?.skip && !data?.todo;
    if (type === 'test:pass' && isTest) total.passed++;
    if (type === 'test:fail' && isTest) {
      total.failed++;
      const { error } = data.details;
      total.failures.push({ where: `${data.file}:${data.line}`, title: data.name, reason: reasonOf(error) });
    }
  }
  yield JSON.stringify(total);
}

/** What the test threw; node wraps it. */
function reasonOf(error) {
  const { cause = error } = error ?? {};
  return String(cause?.stack ?? cause);
}
