import type { ConversationConfig } from '../../contract/conversation.ts';
import { keyFor, type KeyRing } from '../../contract/key-ring.ts';
import { assertNever } from '../../contract/kind.ts';
import type { LlmStage, Realtime, SttStage, TtsStage } from '../../contract/provider.ts';
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

/** Everything that a run asks of servers other than the rehearsal's, each once. */
export function stageQuestions(config: ConversationConfig, keys: KeyRing): StageQuestion[] {
  const questions = new Map<string, StageQuestion>();
  for (const side of SIDES) {
    for (const test of testsOf(config.stages[side], keys)) {
      const id = questionId(test);
      const known = questions.get(id);
      if (known) known.sides.push(side);
      else questions.set(id, { test, id, sides: [side] });
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

function testsOf(player: ConversationConfig['stages'][Side], keys: KeyRing): StageTest[] {
  switch (player.kind) {
    case 'pipeline':
      return [
        llmTest(player.llm, keys),
        sttTest(player.stt, keys),
        ttsTest(player.tts, keys),
      ].flat();
    case 'realtime':
      return [realtimeTest(player, keys)];
    case 'external':
      return player.stt ? sttTest(player.stt, keys) : [];
    default:
      return assertNever(player);
  }
}

type Served = LlmStage | SttStage | TtsStage | Realtime;

function serverOf(stage: Served, keys: KeyRing) {
  return { baseUrl: stage.baseUrl, model: stage.model, apiKey: keyFor(stage, keys) };
}

/** The rehearsal is a part of the studio: whether it is up is looked at anyway. */
function llmTest(llm: LlmStage, keys: KeyRing): StageTest[] {
  if (llm.provider === 'rehearsal') return [];
  const { temperature, reasoningEffort } = llm;
  return [{ stage: 'llm', ...serverOf(llm, keys), temperature, reasoningEffort }];
}

function sttTest(stt: SttStage, keys: KeyRing): StageTest[] {
  if (stt.provider === 'rehearsal') return [];
  return [{ stage: 'stt', ...serverOf(stt, keys), mode: stt.mode }];
}

function ttsTest(tts: TtsStage, keys: KeyRing): StageTest[] {
  if (tts.provider === 'rehearsal') return [];
  return [{ stage: 'tts', ...serverOf(tts, keys), voice: tts.voice, format: tts.format }];
}

function realtimeTest(player: Realtime, keys: KeyRing): StageTest {
  const { voice, transcriptionModel } = player;
  return { stage: 'realtime', ...serverOf(player, keys), voice, transcriptionModel };
}
