import type { Check } from '../../contract/studio-api.ts';
import type { EnginePort } from '../conversations/ports.ts';
import type { Library } from '../library/index.ts';
import { check } from './check.ts';
import { libraryFinding } from './library.ts';
import { livekitFinding } from './livekit.ts';
import { directoryFinding, keyFinding, nativeFinding, nodeFinding } from './machine.ts';
import { rehearsalFinding } from './rehearsal.ts';

export interface Patient {
  library: Pick<Library, 'directory' | 'readOnly' | 'notices' | 'conversations'>;
  /** Its parts are started for real. */
  engine: EnginePort;
  env: NodeJS.ProcessEnv;
}

/** Looks at every part, and starts those that are processes. Never rejects; holds no secret. */
export async function examine({ library, engine, env }: Patient): Promise<Check[]> {
  const quiet = (): void => {};
  return await Promise.all([
    check('Node', async () => nodeFinding(process.versions.node)),
    check('native modules', nativeFinding),
    check('data directory', () => directoryFinding(library.directory)),
    check('library', () => libraryFinding(library)),
    check('LiveKit', async () => livekitFinding(await engine.livekit(quiet))),
    check('agent workers', async () => ({ note: (await engine.workers(quiet)).note })),
    check('recorder', async () => ({ note: (await engine.recorder(quiet)).note })),
    check('rehearsal', async () => {
      const { port } = await engine.rehearsal(quiet);
      return rehearsalFinding(port.baseUrl);
    }),
    check('OpenAI key', async () => keyFinding(env)),
  ]);
}
