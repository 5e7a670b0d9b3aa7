import type { ConversationConfig } from '../../contract/conversation.ts';
import { keyFor, type KeyRing } from '../../contract/key-ring.ts';
import { assertNever } from '../../contract/kind.ts';
import { kindedStages, type KindedStage, type SidePlayer } from '../../contract/provider.ts';
import { SIDES, type Side } from '../../contract/side.ts';
import type { StageTest } from './stage-question.ts';

/** A stage of a run that is asked for something tiny; sides that share it are asked together. */
export interface StageQuestion {
  test: StageTest;
  /** Equal for what one answer speaks for. Holds no key. */
  id: string;
  /** Whose it is. */
  sides: Side[];
}

/**
 * Everything that a run asks of servers other than the rehearsal's, each once, in a fixed order: side a before
 * b, and of each LLM, STT, TTS.
 */
export function stageQuestions(config: ConversationConfig, keys: KeyRing): StageQuestion[] {
  const questions = new Map<string, StageQuestion>();
  for (const side of SIDES) {
    for (const test of testsOf(config.stages[side], keys)) {
      const id = questionId(test);
      // One address may be both OpenAI's as it is set and a server of one's own, each with a key.
      const same = `${id} ${test.apiKey ?? ''}`;
      const known = questions.get(same);
      if (known) known.sides.push(side);
      else questions.set(same, { test, id, sides: [side] });
    }
  }
  return [...questions.values()];
}

/** What differs between two questions; the key is no part of it. */
export function questionId(test: StageTest): string {
  const { stage, baseUrl = '', model, voice, temperature, reasoningEffort, mode, format } = test;
  const options = { voice, temperature, reasoningEffort, mode, format };
  const { transcriptionModel } = test;
  return JSON.stringify([stage, baseUrl, model, { ...options, transcriptionModel }]);
}

/** None of the rehearsal: that is a part of the studio, and whether it is up is looked at anyway. */
function testsOf(player: SidePlayer, keys: KeyRing): StageTest[] {
  return kindedStages(player)
    .filter(({ stage }) => stage.provider !== 'rehearsal')
    .map((named) => {
      const { kind, stage } = named;
      const { baseUrl, model } = stage;
      const asked = { stage: kind, baseUrl, model, apiKey: keyFor(stage, keys) };
      return { ...asked, ...optionsOf(named) };
    });
}

function optionsOf({ kind, stage }: KindedStage): Partial<StageTest> {
  switch (kind) {
    case 'llm':
      return { temperature: stage.temperature, reasoningEffort: stage.reasoningEffort };
    case 'stt':
      return { mode: stage.mode };
    case 'tts':
      return { voice: stage.voice, format: stage.format };
    case 'realtime':
      return { voice: stage.voice, transcriptionModel: stage.transcriptionModel };
    default:
      return assertNever(kind);
  }
}
