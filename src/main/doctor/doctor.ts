import type { Verdict } from '../../contract/settings.ts';
import type { Check } from '../../contract/studio-api.ts';
import type { EnginePort } from '../conversations/ports.ts';
import type { Library } from '../library/index.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { check, type Finding } from './check.ts';
import { libraryFinding } from './library.ts';
import { livekitFinding } from './livekit.ts';
import {
  directoryFinding,
  keyFinding,
  nativeFinding,
  nodeFinding,
  settingsFinding,
} from './machine.ts';
import type { ProviderSources } from '../providers/sources.ts';
import { providerFinding, setProviders, type AskedProviders } from './providers.ts';
import { rehearsalFinding } from './rehearsal.ts';

export interface Patient {
  library: Pick<Library, 'directory' | 'readOnly' | 'notices' | 'conversations'>;
  /** Its parts are started for real. */
  engine: EnginePort;
  settings: Pick<SettingsService, 'sources' | 'notices'>;
  egress: { isOn: boolean; test(): Promise<Verdict> };
  /** Without it providers are asked nothing. */
  providers?: AskedProviders;
}

/** Looks at every part, and starts those that are processes. Never rejects; holds no secret. */
export async function examine(patient: Patient): Promise<Check[]> {
  const { library, engine, settings, egress, providers } = patient;
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
    ...(egress.isOn ? [check('egress', async () => egressFinding(await egress.test()))] : []),
    check('settings', async () => settingsFinding(settings.notices)),
    check('OpenAI key', async () => keyFinding(settings.sources())),
    ...(providers ? providerChecks(settings.sources(), providers) : []),
  ]);
}

function providerChecks(sources: ProviderSources, asked: AskedProviders): Promise<Check>[] {
  return setProviders(sources).map((set) => check(set.label, () => providerFinding(set, asked)));
}

/** Conversations go on without egress: that it doesn't work is no fault, but the user wanted it. */
function egressFinding({ ok, note, remedy }: Verdict): Finding {
  return { verdict: ok ? 'ok' : 'attention', note, ...(remedy ? { remedy } : {}) };
}
