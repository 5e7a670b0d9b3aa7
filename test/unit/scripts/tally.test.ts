import { expect, test } from 'vitest';
import { formatTally, sum, tally } from '../../../scripts/lib/tally.mjs';

const report = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
};

test('counts what vitest reports', () => {
  expect(tally(report, 0)).toEqual({ passed: 7, failed: 0, skipped: 2 });
  expect(tally({ ...report, numFailedTests: 2 }, 1).failed).toBe(2);
});

test('a file that cannot be loaded counts as failed', () => {
  const broken = { status: 'failed', assertionResults: [] };
  expect(tally({ ...report, testResults: [broken, broken] }, 1).failed).toBe(2);
});

test('a bad end without a failed test, or without a report, counts as failed', () => {
  expect(tally(report, 1).failed).toBe(1);
  expect(tally(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(tally(null, 0).failed).toBe(1);
});

test('the last line names skipped tests only when there are any', () => {
  const all = sum([tally(report, 0), tally({ ...report, numFailedTests: 3 }, 1)]);
  expect(formatTally(all)).toBe('14 passed, 3 failed, 4 skipped');
  expect(formatTally({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed');
});
