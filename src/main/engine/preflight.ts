import type { ConversationConfig } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import type { KeyRing } from '../../contract/key-ring.ts';
import { adapted, type Adapted } from '../providers/adapted.ts';
import type { KnownAnswers } from '../providers/known-answers.ts';
import { isBusy } from '../providers/passing.ts';
import { subjectOf } from '../providers/provider-error.ts';
import { together, type StageFailure } from '../providers/several-faults.ts';
import { requestOf, stageFault } from '../providers/stage-fault.ts';
import type { StageTest } from '../providers/stage-question.ts';
import { stageQuestions, type StageQuestion } from '../providers/stage-questions.ts';

/** A local model may have to be loaded first; what takes longer has failed, ms. */
const LONGEST_MS = 45_000;
/** When one has failed the others may still fail for so long, so that all of it is told at once, ms. */
const GRACE_MS = 3000;

export interface PreflightPorts {
  keys: KeyRing;
  known: KnownAnswers;
  /** Default: 45 000. */
  timeoutMs?: number;
  /** Default: 3000. */
  graceMs?: number;
  /** The run is over, whatever comes. */
  signal?: AbortSignal | undefined;
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
 * @throws StudioError that names stage, model, persona and server of all that can't do their part: side a before
 *   b, LLM before STT before TTS
 */
export async function preflight(
  config: ConversationConfig,
  ports: PreflightPorts,
): Promise<Finding[]> {
  const { graceMs = GRACE_MS, signal } = ports;
  const enough = new AbortController();
  const stop = signal ? AbortSignal.any([signal, enough.signal]) : enough.signal;
  let grace: NodeJS.Timeout | undefined;
  const answers = await Promise.all(
    stageQuestions(config, ports.keys).map(async (question) => {
      const answer = await answerTo(question, config, ports, stop);
      if (answer instanceof StudioError) grace ??= setTimeout(() => enough.abort(), graceMs);
      return { question, answer };
    }),
  );
  clearTimeout(grace);
  signal?.throwIfAborted();
  const failures = answers.flatMap(({ question, answer }): StageFailure[] =>
    answer instanceof StudioError ? [{ error: answer, subject: subjectIn(config, question) }] : [],
  );
  const [first, ...others] = failures;
  if (first) throw together(first, others);
  return answers.flatMap(({ answer }) =>
    answer && !(answer instanceof StudioError) ? [answer] : [],
  );
}

/** What it answered, or why it can't do its part; undefined: it was not waited for. */
async function answerTo(
  { test, sides }: StageQuestion,
  config: ConversationConfig,
  { known, timeoutMs = LONGEST_MS }: PreflightPorts,
  signal: AbortSignal,
): Promise<Finding | StudioError | undefined> {
  try {
    const { note } = await known.ask({ ...test, timeoutMs, retries: 1, signal });
    return { test, note };
  } catch (thrown) {
    if (signal.aborted && thrown === signal.reason) return undefined;
    // A run waits for a server that has too much to do; here it is enough that it is there.
    if (isBusy(thrown)) return { test, note: `model ${test.model}, busy` };
    return stageFault(thrown, { ...test, of: namesOf(config, sides) });
  }
}

function namesOf({ personas }: ConversationConfig, sides: StageQuestion['sides']): string {
  return sides.map((side) => personas[side].name).join(' and ');
}

function subjectIn(config: ConversationConfig, { test, sides }: StageQuestion): string {
  return subjectOf(requestOf({ ...test, of: namesOf(config, sides) }));
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
