import type { Provider } from '../../contract/provider.ts';
import type { StageName, TestStage, Verdict } from '../../contract/settings.ts';
import { keyRing } from '../providers/keys.ts';
import { setFor, type ProviderSources } from '../providers/sources.ts';
import type { Finding } from './check.ts';

const STAGES: readonly StageName[] = ['llm', 'stt', 'tts'];

/** A provider that the user set up, and what of it is worth a test. */
export interface SetProvider {
  provider: Exclude<Provider, 'rehearsal'>;
  label: string;
  stages: StageName[];
}

/** How providers are asked. */
export interface AskedProviders {
  test(request: TestStage): Promise<Verdict>;
  /** What runs use when they say nothing. */
  usual: Provider;
}

/** OpenAI where there is a key, servers of one's own where there is an address. */
export function setProviders(sources: ProviderSources): SetProvider[] {
  const own = STAGES.filter((stage) => setFor(sources, 'openai-compatible')[stage].baseUrl);
  const hasKey = keyRing(sources)['openai'] !== undefined;
  const sets: SetProvider[] = [];
  if (hasKey) sets.push({ provider: 'openai', label: 'OpenAI', stages: [...STAGES] });
  if (own.length > 0) {
    sets.push({ provider: 'openai-compatible', label: 'own servers', stages: own });
  }
  return sets;
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
