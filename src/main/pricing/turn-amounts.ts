import { assertNever } from '../../contract/kind.ts';
import type { SidePlayer } from '../../contract/provider.ts';
import { otherSide, type PerSide, type Side } from '../../contract/side.ts';
import { amountsSchema, type Amounts, type UsageEntry } from '../../contract/usage.ts';
import { HEARD_TOKENS_PER_SECOND, SAID_TOKENS_PER_SECOND } from './cost.ts';
import { usedModels, type UsedModel } from './used-models.ts';

/** A usual turn of a phone call: 30 words. */
export const USUAL_TURN = { tokens: 45, characters: 170, seconds: 12 } as const;
const CHARACTERS_PER_TOKEN = 4;

/** How turns go, as far as it matters for what they use. */
export interface Course {
  /** How long a turn is, as a part of USUAL_TURN. */
  length: number;
  /**
   * Requests to a stage for each turn: answers are prepared while the other still speaks and thrown away
   * when more is said; stretches of speech are recognised as they come.
   */
  tries: { llm: number; stt: number; tts: number };
  /** Part of what a speech-to-speech model is sent again that it finds in its cache. */
  cached: number;
}

export const ONCE: Course['tries'] = { llm: 1, stt: 1, tts: 1 };
export const OFTEN: Course['tries'] = { llm: 3, stt: 3, tts: 1.5 };

/** One turn of a conversation. */
export interface ExpectedTurn extends Course {
  speaker: Side;
  /** How many turns were said before it. */
  before: number;
}

/**
 * What a turn is going to use of all models of a conversation.
 *
 * @param prompts characters of both sides' instructions
 */
export function turnEntries(
  players: PerSide<SidePlayer>,
  turn: ExpectedTurn,
  prompts: PerSide<number>,
): UsageEntry[] {
  // Whom an ear hears: an agent of the user's own is heard by one of ours, in its own name.
  const heardOf = (side: Side): Side =>
    players[side].kind === 'external' ? side : otherSide(side);
  return usedModels(players)
    .filter(({ side, stage }) => turn.speaker === (stage === 'stt' ? heardOf(side) : side))
    .map((model) => ({
      ...model,
      amounts: amountsSchema.parse(amountsOf(model.stage, turn, prompts[model.side])),
    }));
}

function amountsOf(
  stage: UsedModel['stage'],
  turn: ExpectedTurn,
  promptCharacters: number,
): Partial<Amounts> {
  const prompt = Math.ceil(promptCharacters / CHARACTERS_PER_TOKEN);
  switch (stage) {
    case 'stt':
      return heard(turn);
    case 'llm':
      return thought(turn, prompt);
    case 'tts':
      return spoken(turn);
    case 'realtime':
      return answered(turn, prompt);
    default:
      return assertNever(stage);
  }
}

function thought({ length, tries, before }: ExpectedTurn, prompt: number): Partial<Amounts> {
  const tokens = USUAL_TURN.tokens * length;
  return {
    requests: tries.llm,
    inputTokens: tries.llm * (prompt + tokens * before),
    outputTokens: tries.llm * tokens,
  };
}

function heard({ length, tries }: ExpectedTurn): Partial<Amounts> {
  const seconds = USUAL_TURN.seconds * length * tries.stt;
  return {
    requests: tries.stt,
    audioInputSeconds: seconds,
    audioInputTokens: seconds * HEARD_TOKENS_PER_SECOND,
    outputTokens: USUAL_TURN.tokens * length * tries.stt,
  };
}

function spoken({ length, tries }: ExpectedTurn): Partial<Amounts> {
  return {
    requests: tries.tts,
    characters: USUAL_TURN.characters * length * tries.tts,
    audioOutputSeconds: USUAL_TURN.seconds * length * tries.tts,
  };
}

/** Of a speech-to-speech model: each answer is asked for once, with everything that was said before it. */
function answered({ length, before, cached }: ExpectedTurn, prompt: number): Partial<Amounts> {
  const seconds = USUAL_TURN.seconds * length;
  const others = Math.ceil(before / 2) * HEARD_TOKENS_PER_SECOND;
  const own = Math.floor(before / 2) * SAID_TOKENS_PER_SECOND;
  const audioInputTokens = seconds * (others + own);
  return {
    requests: 1,
    inputTokens: prompt,
    cachedInputTokens: prompt * cached,
    outputTokens: USUAL_TURN.tokens * length,
    audioInputTokens,
    cachedAudioInputTokens: audioInputTokens * cached,
    audioInputSeconds: seconds,
    audioOutputTokens: seconds * SAID_TOKENS_PER_SECOND,
    audioOutputSeconds: seconds,
  };
}
