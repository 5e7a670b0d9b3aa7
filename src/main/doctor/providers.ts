import type { Provider } from '../../contract/provider.ts';
import {
  stageNameSchema,
  type ModelKind,
  type TestStage,
  type Verdict,
} from '../../contract/settings.ts';
import { keyRing } from '../providers/keys.ts';
import { endpointOf, setFor, type ProviderSources } from '../providers/sources.ts';
import type { Finding } from './check.ts';

const STAGES: readonly ModelKind[] = stageNameSchema.options;

/** A provider that the user set up, and what of it is worth a test. */
export interface SetProvider {
  provider: Exclude<Provider, 'rehearsal'>;
  label: string;
  stages: ModelKind[];
}

/** How providers are asked. */
export interface AskedProviders {
  test(request: TestStage): Promise<Verdict>;
  /** What runs use when they say nothing. */
  usual: Provider;
}

/**
 * OpenAI where there is a key, servers of one's own where there is an address; a speech-to-speech model where
 * one is set.
 */
export function setProviders(sources: ProviderSources): SetProvider[] {
  const hasKey = keyRing(sources)['openai'] !== undefined;
  const own = [...STAGES, 'realtime' as const].filter((kind) => ownAddress(sources, kind, hasKey));
  const sets: SetProvider[] = [];
  if (hasKey) {
    const set = setFor(sources, 'openai').realtime;
    const spoken = set.model || set.baseUrl ? (['realtime'] as const) : [];
    sets.push({ provider: 'openai', label: 'OpenAI', stages: [...STAGES, ...spoken] });
  }
  if (own.length > 0) {
    sets.push({ provider: 'openai-compatible', label: 'own servers', stages: own });
  }
  return sets;
}

/** With a key of OpenAI's an address of the environment is where OpenAI is asked. */
function ownAddress(
  sources: ProviderSources,
  kind: ModelKind,
  hasKey: boolean,
): string | undefined {
  const isSet = setFor(sources, 'openai-compatible')[kind].baseUrl;
  if (isSet || hasKey || kind === 'realtime') return isSet;
  return endpointOf(sources, 'openai-compatible', kind).baseUrl;
}

/** How a provider answers, stage by stage. What doesn't work is a fault where runs use it by themselves. */
export async function providerFinding(
  { provider, stages }: SetProvider,
  { test, usual }: AskedProviders,
): Promise<Finding> {
  const answers = await Promise.all(
    stages.map(async (stage) => ({ stage, ...(await test({ stage, provider })) })),
  );
  const failed = answers.filter(({ ok }) => !ok);
  const told = (failed.length > 0 ? failed : answers)
    .map(({ stage, note }) => `${stage.toUpperCase()}: ${note}`)
    .join('; ');
  if (failed.length === 0) return { note: told };
  const remedy = failed[0]?.remedy ?? 'Look at the providers in the settings.';
  return { verdict: usual === provider ? 'fault' : 'attention', note: told, remedy };
}
