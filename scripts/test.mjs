import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { node24, out, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { runInForeground } from './lib/run.mjs';
import { runMain } from './lib/steps.mjs';
import { formatTally, sum, tally } from './lib/tally.mjs';

const projects = ['unit', 'integration'];
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const reports = path.join(out, 'test-reports');

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => (interrupted = true));

/** `npm test`: unit, then integration tests. Further arguments go to vitest (`npm test -- endpointing`). */
await runMain(async () => {
  await prepare({ livekit: true });
  mkdirSync(reports, { recursive: true });
  const tallies = [];
  for (const project of projects) {
    tallies.push(await runProject(project));
    if (interrupted) break;
  }
  const all = sum(tallies);
  process.stdout.write(`${formatTally(all)}\n`);
  if (all.passed + all.failed > 0) return all.failed > 0 ? 1 : 0;
  process.stderr.write('No test ran.\n→ Give the name of a test file that exists, or no name.\n');
  return 1;
});

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
