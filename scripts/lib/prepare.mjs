import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureLivekitServer } from './livekit.mjs';
import { alone } from './lock.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { Steps } from './steps.mjs';

/**
 * Brings a clone to where its programs can run. Does nothing that is already done.
 * @param {{ build?: boolean, livekit?: boolean, rebuild?: boolean }} [want]
 */
export async function prepare({ build = true, livekit = false, rebuild = false } = {}) {
  checkNodeVersion();
  const steps = new Steps();
  await alone(
    async () => {
      await ensureInstalled(steps);
      if (build) await ensureBuilt(steps, { force: rebuild });
    },
    () => process.stderr.write('… Waiting for another Duologue command that installs or builds\n'),
  );
  if (livekit) await ensureLivekitServer(steps);
}
