import manifest from '../../../../package.json' with { type: 'json' };
import { dataDirectory } from '../../data-directory.ts';
import {
  formatPersona,
  formatScenario,
  readPersona,
  readScenario,
  runBatch,
} from '../../host-kit.ts';
import { createLog, levelFromEnv } from '../../log.ts';
import { createStudio } from '../../studio.ts';
import { start } from './start.ts';

/** The command line's door to the engine. */
await start({
  version: manifest.version,
  openStudio: ({ dataDir, verbose }) => {
    const directory = dataDirectory({ flag: dataDir, env: process.env });
    // The live transcript shares stderr with a log that is asked for; else the log is a file.
    const level = levelFromEnv(process.env) ?? (verbose ? 'debug' : undefined);
    return createStudio({
      dataDirectory: directory,
      env: process.env,
      hostKind: 'cli',
      log: createLog(level === undefined ? { directory } : { level }),
    });
  },
  runBatch,
  documents: { readPersona, readScenario, formatPersona, formatScenario },
});
