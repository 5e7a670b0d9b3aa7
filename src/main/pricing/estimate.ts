import type { ConversationConfig } from '../../contract/conversation.ts';
import type { PerSide } from '../../contract/side.ts';
import {
  amountsSchema,
  type Amounts,
  type Estimate,
  type PriceTable,
  type UsageEntry,
} from '../../contract/usage.ts';
import { costOf } from './cost.ts';
import { unpricedModels, usedModels, type UsedModel } from './used-models.ts';

/** A turn of a phone call: 30 words, 170 characters, 12 s. Both sides together, a short call has 6. */
const TURN = { tokens: 45, characters: 170, seconds: 12 } as const;
const SHORT_CALL_TURNS = 6;
/** The shortest turns that a call to its time limit is full of, s. */
const BRISK_TURN_SECONDS = 5;
const CHARACTERS_PER_TOKEN = 4;
/** Sound of speech-to-speech models: OpenAI counts a token per 100 ms heard and per 50 ms said. */
const HEARD_TOKENS_PER_SECOND = 10;
const SAID_TOKENS_PER_SECOND = 20;

/**
 * What is done more than once for a turn: answers are prepared while the other still speaks and thrown
 * away when more is said; stretches of speech are recognised as they come.
 */
interface Course {
  turns: number;
  /** How long a turn is, as a part of TURN: many turns in little time are short. */
  length: number;
  /** Requests to a stage for each turn that is heard of it in the end. */
  tries: { llm: number; stt: number; tts: number };
  /** Part of what a speech-to-speech model is sent again that it finds in its cache. */
  cached: number;
}

/** What conversations of this configuration would cost. @param prompts characters of both sides' instructions */
export function estimateCost(
  config: Pick<ConversationConfig, 'stages' | 'limits' | 'budgetUsd'>,
  options: { prompts: PerSide<number>; table: PriceTable; count: number },
): Estimate {
  const { table, count, prompts } = options;
  const { maxTurns, maxMinutes } = config.limits;
  const most = Math.min(maxTurns, Math.ceil((maxMinutes * 60) / BRISK_TURN_SECONDS));
  const course = (turns: number): Pick<Course, 'turns' | 'length'> => ({
    turns,
    length: Math.min(1, (maxMinutes * 60) / (turns * TURN.seconds)),
  });
  const short = { ...course(Math.min(SHORT_CALL_TURNS, maxTurns)), tries: ONCE, cached: 0.8 };
  const long = { ...course(Math.max(most, short.turns)), tries: OFTEN, cached: 0.3 };
  const usd = (course: Course): number => {
    const { usd: cost } = costOf(entriesOf(usedModels(config.stages), course, prompts), table);
    return Math.min(cost, config.budgetUsd ?? Infinity);
  };
  const perConversation = { lowUsd: usd(short), highUsd: usd(long) };
  return {
    perConversation,
    total: { lowUsd: perConversation.lowUsd * count, highUsd: perConversation.highUsd * count },
    unpriced: unpricedModels(usedModels(config.stages), table),
    pricesAsOf: table.asOf,
    note: noteOf(short.turns, long.turns, maxMinutes),
  };
}

const ONCE: Course['tries'] = { llm: 1, stt: 1, tts: 1 };
const OFTEN: Course['tries'] = { llm: 3, stt: 3, tts: 1.5 };

function noteOf(low: number, high: number, maxMinutes: number): string {
  const turns = low === high ? count(high, 'turn') : `${low} to ${count(high, 'turn')}`;
  return `For ${turns} in at most ${count(maxMinutes, 'minute')}; a call that is shorter costs less.`;
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

function entriesOf(used: UsedModel[], course: Course, prompts: PerSide<number>): UsageEntry[] {
  return used.map((model) => ({
    ...model,
    amounts: amountsSchema.parse(amountsOf(model, course, prompts)),
  }));
}

function amountsOf(
  { side, stage }: UsedModel,
  { turns, length, tries, cached }: Course,
  prompts: PerSide<number>,
): Partial<Amounts> {
  const own = Math.ceil(turns / 2);
  const seconds = own * TURN.seconds * length;
  const tokens = TURN.tokens * length;
  const prompt = Math.ceil(prompts[side] / CHARACTERS_PER_TOKEN);
  switch (stage) {
    case 'llm': {
      const requests = own * tries.llm;
      const inputTokens = requests * (prompt + tokens * mean(turns));
      return { requests, inputTokens, outputTokens: requests * tokens };
    }
    case 'stt':
      return {
        requests: own * tries.stt,
        audioInputSeconds: seconds * tries.stt,
        audioInputTokens: seconds * tries.stt * HEARD_TOKENS_PER_SECOND,
        outputTokens: own * tries.stt * tokens,
      };
    case 'tts':
      return {
        requests: own * tries.tts,
        characters: own * tries.tts * TURN.characters * length,
        audioOutputSeconds: seconds * tries.tts,
      };
    case 'realtime': {
      // Each answer is given everything that was said before it.
      const perPair = TURN.seconds * length * (HEARD_TOKENS_PER_SECOND + SAID_TOKENS_PER_SECOND);
      const audioInputTokens = own * perPair * Math.max(1, mean(own));
      return {
        requests: own,
        inputTokens: own * prompt,
        cachedInputTokens: own * prompt * cached,
        outputTokens: own * tokens,
        audioInputTokens,
        cachedAudioInputTokens: audioInputTokens * cached,
        audioInputSeconds: seconds,
        audioOutputTokens: seconds * SAID_TOKENS_PER_SECOND,
        audioOutputSeconds: seconds,
      };
    }
  }
}

/** How many turns stand in the history, over all requests. */
function mean(turns: number): number {
  return turns / 2;
}
