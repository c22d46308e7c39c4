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

/** A reporter that leaves `{ passed, failed }` in the file that GAUNG_COUNT_FILE names, for the runner to sum up. */
export function countReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0 };
      for (const { testResults, errors } of sessions) {
        const sum = testResults ? count(testResults) : { passed: 0, failed: 0 };
        total.passed += sum.passed;
        // A session that could not load has errors and no failed test.
        total.failed += sum.failed + (errors.length > 0 && sum.failed === 0 ? 1 : 0);
      }
      if (process.env.GAUNG_COUNT_FILE) writeFileSync(process.env.GAUNG_COUNT_FILE, JSON.stringify(total));
    },
  };
}
