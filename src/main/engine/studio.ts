import { toErrorData } from '../../contract/errors.ts';
import type { StudioApi } from '../../contract/studio-api.ts';
import { conversationCalls } from './calls/conversations.ts';
import { diagnosticCalls } from './calls/diagnostics.ts';
import { documentCalls } from './calls/documents.ts';
import { exportCalls } from './calls/exports.ts';
import { importCalls } from './calls/imports.ts';
import { interchangeCalls } from './calls/interchange.ts';
import { libraryCalls } from './calls/library.ts';
import type { StudioParts } from './calls/parts.ts';
import { providerCalls } from './calls/providers.ts';
import { settingsCalls } from './calls/settings.ts';
import { systemCalls } from './calls/system.ts';
import { tryOutCalls } from './calls/tryout.ts';
import { LiveView } from './live-view.ts';
import { PeakKeeper } from './peak-keeper.ts';

/** What the front doors call: every request is checked here, whoever sends it. */
export function studioOf(parts: StudioParts): StudioApi {
  const { library, engine, listeners } = parts;
  const live = new LiveView((id) => library.conversations.get(id));
  listeners.subscribe(live.take);
  const peaks = new PeakKeeper(parts);
  listeners.subscribe(peaks.take);
  engine.onSystem((system) => listeners.push({ kind: 'system', parts: system }));
  let closed: Promise<void> | undefined;
  return {
    ...conversationCalls(parts, live),
    ...tryOutCalls(parts),
    ...libraryCalls(parts, peaks),
    ...documentCalls(parts),
    ...interchangeCalls(parts),
    ...exportCalls(parts),
    ...importCalls(parts),
    ...settingsCalls(parts),
    ...providerCalls(parts),
    ...diagnosticCalls(parts),
    ...systemCalls(parts),
    subscribe: (listener) => listeners.subscribe(listener),
    close: () => (closed ??= closeAll(parts, peaks)),
  };
}

/** Runs first, so that everything is stored; then the processes; the library last. */
async function closeAll(parts: StudioParts, peaks: PeakKeeper): Promise<void> {
  const { runs, exports, imports, egress, engine, library, log } = parts;
  try {
    await Promise.all([runs.close(), exports.close(), imports.close()]);
    await egress.close();
    await Promise.all([engine.close(), peaks.close()]);
  } catch (thrown) {
    log.error({ error: toErrorData(thrown) }, 'closing failed');
  } finally {
    library.close();
  }
  log.info('studio closed');
}
