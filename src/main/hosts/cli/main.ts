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
  openStudio: ({ dataDir, verbose }) =>
    createStudio({
      dataDirectory: dataDirectory({ flag: dataDir, env: process.env }),
      env: process.env,
      hostKind: 'cli',
      // The live transcript shares stderr with the log, so there is one only where it is wanted.
      log: createLog({ level: levelFromEnv(process.env) ?? (verbose ? 'debug' : 'silent') }),
    }),
  runBatch,
  documents: { readPersona, readScenario, formatPersona, formatScenario },
});
