import type { ConversationConfig } from '../../contract/conversation.ts';
import type { KeyRing } from '../../contract/key-ring.ts';
import { adapted, type Adapted } from '../providers/adapted.ts';
import type { KnownAnswers } from '../providers/known-answers.ts';
import { isBusy } from '../providers/passing.ts';
import { requireTools } from '../providers/no-tools.ts';
import { stageFault } from '../providers/stage-fault.ts';
import type { StageTest } from '../providers/stage-question.ts';
import { stageQuestions } from '../providers/stage-questions.ts';

/** A local model may have to be loaded first; what takes longer has failed, ms. */
const LONGEST_MS = 45_000;

export interface PreflightPorts {
  keys: KeyRing;
  known: KnownAnswers;
  /** Default: 45 000. */
  timeoutMs?: number;
}

/** What one stage answered. */
export interface Finding {
  test: StageTest;
  /** As the server said it: "model gpt-4.1-mini-2025-04-14". */
  note: string;
}

/**
 * Asks every server of both sides for something tiny, all at once; what the rehearsal serves is not asked.
 *
 * @throws StudioError for the first that can't do its part; it names stage, model and persona
 */
export async function preflight(
  config: ConversationConfig,
  { keys, known, timeoutMs = LONGEST_MS }: PreflightPorts,
): Promise<Finding[]> {
  const ask = async ({ test, sides }: ReturnType<typeof stageQuestions>[number]) => {
    const of = sides.map((side) => config.personas[side].name).join(' and ');
    try {
      const { note, differences } = await known.ask({ ...test, timeoutMs, retries: 1 });
      requireTools(`LLM of ${of} (model "${test.model}")`, differences);
      return { test, note };
    } catch (thrown) {
      // A run waits for a server that has too much to do; here it is enough that it is there.
      if (isBusy(thrown)) return { test, note: `model ${test.model}, busy` };
      throw stageFault(thrown, { ...test, of });
    }
  };
  return await Promise.all(stageQuestions(config, keys).map(ask));
}

/** The players as their servers can have them, by what is known of those in this session. */
export function adaptedStages(
  config: ConversationConfig,
  { keys, known }: Pick<PreflightPorts, 'keys' | 'known'>,
): Adapted {
  const questions = stageQuestions(config, keys);
  return adapted(config, (side, stage) => {
    const found = questions.find(({ test, sides }) => test.stage === stage && sides.includes(side));
    return found ? known.differencesOf(found.test) : {};
  });
}
