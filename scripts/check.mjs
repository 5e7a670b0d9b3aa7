import path from 'node:path';
import { node24, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { runQuietly } from './lib/run.mjs';
import { StepError } from './lib/step-error.mjs';
import { Steps, runMain } from './lib/steps.mjs';

/** @param {string} file */
const bin = (file) => path.join(root, 'node_modules', file);

const checks = [
  { name: 'types', args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.json'] },
  {
    name: 'types of the window',
    args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.renderer.json'],
  },
  {
    name: 'types of the scripts',
    args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.scripts.json'],
  },
  { name: 'lint', args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  {
    name: 'layers',
    args: [
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      'layers.config.cjs',
      'src',
    ],
  },
  {
    name: 'format',
    args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
];

/** `npm run check`: types, lint, layers, format. All are run; any that fails makes it fail. */
await runMain(async () => {
  await prepare({ build: false });
  const steps = new Steps();
  const failed = [];
  for (const { name, args } of checks) {
    try {
      await steps.run(`Check ${name}`, () => check(args));
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      failed.push(name);
      process.stdout.write(`${error.tail.join('\n')}\n`);
    }
  }
  const verdict = failed.length === 0 ? 'all good' : `failed: ${failed.join(', ')}`;
  process.stdout.write(
    `${checks.length - failed.length} of ${checks.length} checks passed, ${verdict}\n`,
  );
  return failed.length === 0 ? 0 : 1;
});

/**
 * Runs one checker.
 * @param {string[]} args
 */
async function check(args) {
  /** @type {string[]} */
  const lines = [];
  const { code, tail } = await runQuietly(node24, args, { onLine: (line) => lines.push(line) });
  if (code === 0) return;
  // What a program that could not be started leaves stands in the tail only.
  throw new StepError('The check failed.', 'Mend what it names.', lines.length > 0 ? lines : tail);
}
