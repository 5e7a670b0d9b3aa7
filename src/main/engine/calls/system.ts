import type { TestStage } from '../../../contract/settings.ts';
import type { Overview, SystemCalls } from '../../../contract/studio-api.ts';
import { examine } from '../../doctor/doctor.ts';
import { testSetStage } from '../stage-tests.ts';
import type { StudioParts } from './parts.ts';

/** How the engine itself is. */
export function systemCalls(parts: StudioParts): SystemCalls {
  const { library, engine, settings, egress } = parts;
  return {
    getOverview: async () => overviewOf(parts),
    getSystem: async () => engine.system(),
    doctor: async () => {
      const test = async (request: TestStage) => await testSetStage(parts, request);
      const providers = { test, usual: settings.effective().provider };
      return await examine({ library, engine, settings, egress, providers });
    },
  };
}

function overviewOf({ library, runs }: StudioParts): Overview {
  const { conversations, personas, scenarios } = library;
  return {
    conversations: conversations.count({}),
    trash: conversations.count({ trash: true }),
    running: conversations.unfinished().filter((id) => runs.isRunning(id)).length,
    personas: personas.count(),
    scenarios: scenarios.count(),
    firstLaunch: !conversations.hadAny(),
  };
}
