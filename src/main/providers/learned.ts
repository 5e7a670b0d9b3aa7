import { assertNever } from '../../contract/kind.ts';
import type { ChatOption, Differences, StageTest } from './stage-question.ts';

/**
 * What is known of a server after a further answer: what was asked this time is known anew, and so forgotten
 * where it no longer holds; the rest stays.
 */
export function learned(before: Differences, test: StageTest, found: Differences): Differences {
  switch (test.stage) {
    case 'llm':
      return learnedOfChat(before, test, found);
    case 'stt':
      return test.mode === 'realtime' ? found : before;
    case 'tts':
      return test.format === undefined ? found : before;
    case 'realtime':
      return found;
    default:
      return assertNever(test.stage);
  }
}

function learnedOfChat(before: Differences, test: StageTest, found: Differences): Differences {
  const unasked = new Set<ChatOption>([
    ...(test.temperature === undefined ? (['temperature'] as const) : []),
    ...(test.reasoningEffort === undefined ? (['reasoning_effort'] as const) : []),
  ]);
  const kept = (before.refuses ?? []).filter((name) => unasked.has(name));
  const refuses = [...new Set([...kept, ...(found.refuses ?? [])])];
  const effort = found.effort ?? (test.reasoningEffort === 'none' ? before.effort : undefined);
  return {
    ...(refuses.length > 0 ? { refuses } : {}),
    ...(effort === undefined ? {} : { effort }),
  };
}
