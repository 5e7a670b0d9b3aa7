import type { SettingsCalls } from '../../../contract/settings.ts';
import { dataUsage } from '../../doctor/data-usage.ts';
import { examine } from '../../doctor/doctor.ts';
import { logTail } from '../../doctor/log-tail.ts';
import { redacted } from '../../doctor/redact.ts';
import { reportText } from '../../doctor/report.ts';
import { serverRelease } from '../../livekit/server-release.ts';
import type { StudioParts } from './parts.ts';
import { settingsView } from './settings.ts';

/** What helps when something does not work. Nothing of it holds a secret. */
export function diagnosticCalls(
  parts: StudioParts,
): Pick<SettingsCalls, 'getDataUsage' | 'readLog' | 'getReport'> {
  const { library, settings, appVersion } = parts;
  const readLog = async (): Promise<string> =>
    redacted(await logTail(library.directory), settings.secretValues());
  return {
    getDataUsage: () => dataUsage(library.directory, library.conversations.trashed()),
    readLog,
    getReport: async () => {
      const { engine, egress } = parts;
      // Without the providers: a report costs nothing.
      const checks = await examine({ library, engine, settings, egress });
      const text = reportText({
        appVersion,
        livekitServer: serverRelease().version,
        versions: process.versions,
        view: settingsView(parts),
        checks,
        log: await readLog(),
      });
      return redacted(text, settings.secretValues());
    },
  };
}
