import type { ConversationConfig, Turn } from '../../src/contract/conversation.ts';
import type { Pipeline, Provider, SidePlayer } from '../../src/contract/provider.ts';
import type { PerSide, Side } from '../../src/contract/side.ts';
import { amountsSchema, type Usage, type UsageEntry } from '../../src/contract/usage.ts';

/** Every so many conversations of a provider, side b is played by something else than a pipeline. */
const REALTIME_EVERY = 5;
const EXTERNAL_EVERY = 7;

/** What plays both sides of a made-up conversation: the same for the same index. */
export function madeUpPlayers(provider: Provider, index: number): PerSide<SidePlayer> {
  return { a: pipelineOf(provider), b: playerB(provider, index) };
}

function playerB(provider: Provider, index: number): SidePlayer {
  const pipeline = pipelineOf(provider);
  if (provider === 'openai' && index % REALTIME_EVERY === 0) {
    const transcriptionModel = pipeline.stt.model;
    return { kind: 'realtime', provider, model: 'gpt-realtime', voice: 'ash', transcriptionModel };
  }
  if (provider === 'openai-compatible' && index % EXTERNAL_EVERY === 0) {
    const metadata = '{"order": "A-1042"}';
    return { kind: 'external', agentName: 'support-agent', metadata, stt: pipeline.stt };
  }
  return pipeline;
}

function pipelineOf(provider: Provider): Pipeline {
  return {
    kind: 'pipeline',
    llm: { provider, model: 'made-up-llm' },
    stt: { provider, model: 'made-up-stt' },
    tts: { provider, model: 'made-up-tts', voice: 'en' },
  };
}

/** What such a conversation would have used; null for a rehearsal. */
export function madeUpUsage({ stages }: ConversationConfig, turns: readonly Turn[]): Usage | null {
  const entries = (['a', 'b'] as const).flatMap((side) => entriesOf(stages[side], side, turns));
  if (entries.every(({ provider }) => provider === 'rehearsal')) return null;
  const usd = entries.reduce((sum, entry) => sum + (entry.usd ?? 0), 0);
  return { entries, cost: { usd, unpriced: [], pricesAsOf: '2026-11-01' } };
}

function entriesOf(player: SidePlayer, side: Side, turns: readonly Turn[]): UsageEntry[] {
  const said = turns.filter((turn) => turn.side === side);
  const characters = said.reduce((sum, { text }) => sum + text.length, 0);
  const seconds = Math.round(said.reduce((sum, t) => sum + t.endMs - t.startMs, 0) / 1000);
  const requests = said.length;
  if (player.kind === 'external') return [];
  if (player.kind === 'realtime') {
    const { provider, model } = player;
    const tokens = { audioInputTokens: seconds * 10, audioOutputTokens: seconds * 20 };
    const amounts = amountsSchema.parse({ requests, inputTokens: 900, ...tokens });
    return [{ side, stage: 'realtime', provider, model, amounts, usd: seconds * 0.0018 }];
  }
  const { stt, llm, tts } = player;
  const used = (stage: 'stt' | 'llm' | 'tts', given: object, usd: number): UsageEntry => {
    const { provider, model } = { stt, llm, tts }[stage];
    return {
      side,
      stage,
      provider,
      model,
      usd,
      amounts: amountsSchema.parse({ requests, ...given }),
    };
  };
  return [
    used('stt', { audioInputSeconds: seconds }, seconds * 0.0001),
    used('llm', { inputTokens: 640 * requests, outputTokens: 30 * requests }, requests * 0.0003),
    used('tts', { characters, audioOutputSeconds: seconds }, characters * 0.000015),
  ];
}
