import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { node24, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { runInForeground } from './lib/run.mjs';
import { StepError } from './lib/step-error.mjs';
import { runMain } from './lib/steps.mjs';

const folder = path.join(root, 'test/bench');
const ENDING = '.bench.ts';

/** `npm run bench [-- NAME …]`: runs test/bench/NAME.bench.ts one after the other, without names all. */
await runMain(async () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith(ENDING)) : [];
  const known = files.map((file) => file.slice(0, -ENDING.length)).sort();
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : known;
  const unknown = chosen.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new StepError(`There is no bench "${unknown}".`, `Choose from: ${known.join(', ')}.`);
  }
  await prepare({ livekit: true });
  let worst = 0;
  for (const name of chosen) {
    process.stderr.write(`— ${name}\n`);
    worst = Math.max(worst, await runInForeground(node24, [path.join(folder, name + ENDING)]));
  }
  return worst;
});
