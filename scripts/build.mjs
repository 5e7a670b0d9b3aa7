import { prepare } from './lib/prepare.mjs';
import { runMain } from './lib/steps.mjs';

/** `npm run build`: builds in any case. */
await runMain(async () => {
  await prepare({ rebuild: true });
  return 0;
});
