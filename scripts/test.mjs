import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { node24, out, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { runInForeground, runQuietly } from './lib/run.mjs';
import { runMain } from './lib/steps.mjs';
import { formatTally, sum, tally } from './lib/tally.mjs';

const projects = ['unit', 'integration', 'e2e'];
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const reports = path.join(out, 'test-reports');

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => (interrupted = true));

/** `npm test`: unit, integration, then end-to-end tests in a browser. Further arguments go to vitest (`npm test -- endpointing`). */
await runMain(async () => {
  await prepare({ livekit: true });
  mkdirSync(reports, { recursive: true });
  const tallies = [];
  for (const project of projects) {
    const missing = project === 'e2e' ? await whyNoBrowser() : null;
    tallies.push(missing === null ? await runProject(project) : tellUnchecked(missing));
    if (interrupted) break;
  }
  const all = sum(tallies);
  process.stdout.write(`${formatTally(all)}\n`);
  if (all.passed + all.failed > 0) return all.failed > 0 ? 1 : 0;
  process.stderr.write('No test ran.\n→ Give the name of a test file that exists, or no name.\n');
  return 1;
});

/** Why the studio can't be tested in a browser here; null when it can. */
async function whyNoBrowser() {
  const check = path.join(root, 'test/support/check-browser.ts');
  const { code, tail } = await runQuietly(node24, [check]);
  return code === 0 ? null : tail.join('\n');
}

/**
 * Not silently: what was not checked may be broken. Where it counts (CI), it counts as a failure.
 * @param {string} reason
 */
function tellUnchecked(reason) {
  process.stderr.write(
    `\n!!! THE STUDIO WAS NOT TESTED IN A BROWSER (test/e2e)\n${reason}\n` +
      '→ Install Chrome or Chromium, or name one with CHROME_PATH, and run the tests again.\n\n',
  );
  return { passed: 0, failed: process.env.CI ? 1 : 0, skipped: 0 };
}

/** @param {string} project */
async function runProject(project) {
  const report = path.join(reports, `${project}.json`);
  rmSync(report, { force: true });
  const code = await runInForeground(node24, [
    vitest,
    'run',
    ...['--root', root, '--project', project, '--passWithNoTests'],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ...process.argv.slice(2),
  ]);
  return tally(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, code);
}
