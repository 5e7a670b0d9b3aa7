import manifest from '../../../../package.json' with { type: 'json' };
import type { StudioApi } from '../../../contract/studio-api.ts';
import { dataDirectory } from '../../data-directory.ts';
import {
  formatPersona,
  formatScenario,
  readPersona,
  readScenario,
  runBatch,
} from '../../host-kit.ts';
import { createLog, levelFromEnv, type Log } from '../../log.ts';
import { createStudio } from '../../studio.ts';
import { canOpenBrowser } from '../web/browser.ts';
import { start } from './start.ts';

let log: Log | undefined;
let studio: StudioApi | undefined;

/** The live transcript shares stderr with a log that is asked for; else the log is a file. */
function openLog(directory: string, verbose: boolean): Log {
  const level = levelFromEnv(process.env) ?? (verbose ? 'debug' : undefined);
  log = createLog(level === undefined ? { directory } : { level });
  return log;
}

/** The command line's door to the engine. */
await start({
  version: manifest.version,
  openStudio: async ({ dataDir, connection, mustConnect, verbose, hostKind = 'cli' }) => {
    const directory = dataDirectory({ flag: dataDir, env: process.env });
    studio = await createStudio({
      dataDirectory: directory,
      env: process.env,
      hostKind,
      ...(connection === undefined ? {} : { connection }),
      ...(mustConnect === undefined ? {} : { mustConnect }),
      log: openLog(directory, verbose),
    });
    return studio;
  },
  runBatch,
  // Loaded when asked for: no other command needs a web server.
  serve: async ({ port }) => {
    if (studio === undefined) throw new Error('there is no engine to serve');
    const { openBrowser, startWebHost } = await import('../web/index.ts');
    const developmentUrl = process.env['ELECTRON_RENDERER_URL'];
    const host = await startWebHost({ studio, port, developmentUrl, log: log ?? createLog() });
    return { ...host, show: openBrowser };
  },
  canShow: (env) => canOpenBrowser(env, process.platform),
  documents: { readPersona, readScenario, formatPersona, formatScenario },
});
