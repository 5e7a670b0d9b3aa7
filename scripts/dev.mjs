import path from 'node:path';
import { ensureElectron } from './lib/electron.mjs';
import { node24, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { runInForeground } from './lib/run.mjs';
import { Steps, runMain } from './lib/steps.mjs';

/**
 * `npm run dev`: the studio with hot reload of its page; in a window, whose host starts anew when its
 * code changes, else in the browser. Further arguments go to it.
 */
await runMain(async () => {
  await prepare({ livekit: true });
  const args = process.argv.slice(2);
  const electron = await ensureElectron(new Steps());
  if (electron.binary !== null) {
    const cli = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
    return runInForeground(node24, [
      cli,
      'dev',
      '--watch',
      ...(args.length > 0 ? ['--', ...args] : []),
    ]);
  }
  process.stderr.write(`${electron.reason} The studio opens in the browser instead.\n`);
  return runInForeground(node24, [path.join(root, 'scripts/dev-web.mjs'), ...args]);
});
