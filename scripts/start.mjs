import { node24, program } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { runInForeground } from './lib/run.mjs';
import { runMain } from './lib/steps.mjs';

/** `npm start`: gets everything ready and plays the sample conversation. Further arguments go to `duologue run`. */
await runMain(async () => {
  await prepare({ livekit: true });
  const args = ['run', '--scenario', 'late-parcel', ...process.argv.slice(2)];
  return runInForeground(node24, [program('cli'), ...args]);
});
