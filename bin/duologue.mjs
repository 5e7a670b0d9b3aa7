#!/usr/bin/env node
import { existsSync } from 'node:fs';
import path from 'node:path';
import { node24, program, root } from '../scripts/lib/paths.mjs';
import { prepare } from '../scripts/lib/prepare.mjs';
import { runInForeground } from '../scripts/lib/run.mjs';
import { runMain } from '../scripts/lib/steps.mjs';

/** The command line. In a clone it first gets ready what is missing, quietly when nothing is. */
await runMain(async () => {
  if (existsSync(path.join(root, 'src'))) await prepare();
  return runInForeground(node24, [program('cli'), ...process.argv.slice(2)]);
});
