import { writeFileSync } from 'node:fs';

/** Counts the tests of a suite; a test or file that never ran because of an error counts as failed. */
function count({ tests, suites }) {
  const own = tests.filter((test) => !test.skipped);
  const sum = { passed: own.filter((test) => test.passed).length, failed: own.filter((test) => !test.passed).length };
  for (const inner of suites.map(count)) {
    sum.passed += inner.passed;
    sum.failed += inner.failed;
  }
  return sum;
}

/** The tests that failed, by their whole names; what never ran because of an error has none. */
function failuresOf({ tests, suites }, before = []) {
  const titled = (name) => [...before, name].filter(Boolean);
  const own = tests
    .filter((test) => !test.skipped && !test.passed)
    .map(({ name, error }) => ({
      title: titled(name).join(' > '),
      reason: reasonOf(error),
    }));
  return [...own, ...suites.flatMap((inner) => failuresOf(inner, titled(inner.name)))];
}

/** The stack that comes from a browser does not begin with the message. */
const reasonOf = ({ message, expected, actual, stack } = {}) =>
  [message ?? 'It did not end.', expected && `expected: ${expected}`, actual && `actual: ${actual}`, stack]
    .filter(Boolean)
    .join('\n');

/** A reporter that leaves `{ passed, failed, failures }` in the file that GAUNG_COUNT_FILE names, for the runner to sum up. */
export function countReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0, failures: [] };
      for (const { testResults, errors, testFile, browser } of sessions) {
        const where = `${testFile} in ${browser.name}`;
        const failures = testResults ? failuresOf(testResults) : [];
        const thrown = errors.map((error) => ({ title: 'the file itself', reason: reasonOf(error) }));
        total.failures.push(...[...failures, ...thrown].map((failure) => ({ where, ...failure })));
        const sum = testResults ? count(testResults) : { passed: 0, failed: 0 };
        total.passed += sum.passed;
        // A session that could not load has errors and no failed test.
        total.failed += sum.failed + (errors.length > 0 && sum.failed === 0 ? 1 : 0);
      }
      if (process.env.GAUNG_COUNT_FILE) writeFileSync(process.env.GAUNG_COUNT_FILE, JSON.stringify(total));
    },
  };
}
