import { ensureElectron } from './lib/electron.mjs';
import { node24, program, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { runInForeground } from './lib/run.mjs';
import { Steps, runMain } from './lib/steps.mjs';

/** A window that could not even come up ends by a signal of its own, at once. */
const STILLBORN_MS = 10_000;

/**
 * `npm start`: gets everything ready and opens the studio: in a window of its own, else in the browser.
 * Further arguments go to it.
 */
await runMain(async () => {
  await prepare({ livekit: true });
  const args = process.argv.slice(2);
  const electron = await ensureElectron(new Steps());
  let reason = electron.binary === null ? electron.reason : '';
  if (electron.binary !== null) {
    const begun = performance.now();
    // One that can't even be started counts as a shell counts it.
    const window = runInForeground(electron.binary, [root, ...args], windowEnv());
    const code = await window.catch(() => 127);
    if (!isStillborn(code, performance.now() - begun)) return code;
    reason = `The window program ended at once (exit code ${code}).`;
  }
  process.stderr.write(`${reason} The studio opens in the browser instead.\n`);
  return runInForeground(node24, [program('cli'), 'serve', ...args]);
});

/** Without what would make a plain Node of Electron. */
function windowEnv() {
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  return env;
}

/**
 * Missing libraries (127) and a sandbox that the system forbids (SIGTRAP, SIGABRT, SIGSEGV) show like
 * this. A person's Ctrl-C (130, 143) does not.
 * @param {number} code
 * @param {number} tookMs
 */
function isStillborn(code, tookMs) {
  return tookMs < STILLBORN_MS && [127, 133, 134, 139].includes(code);
}
