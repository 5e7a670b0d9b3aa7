import { SIDES, type Side } from '../../../contract/side.ts';
import type { Amounts, Usage, UsageEntry, UsedStage } from '../../../contract/usage.ts';
import { formatUsd } from '../../format/money.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';

const STAGES: Record<UsedStage, string> = {
  stt: 'Listening',
  llm: 'Thinking',
  tts: 'Speaking',
  realtime: 'Speech to speech',
};
const ORDER = Object.keys(STAGES) as UsedStage[];

/** What one stage used, in words. */
export interface UsageRow {
  id: string;
  stage: string;
  model: string;
  amounts: string[];
  /** Undefined: it wasn't worked out. */
  cost: string | undefined;
}

/** What each side used, stage by stage; sides that used nothing are left out. */
export function usageBySide(usage: Usage): { side: Side; rows: UsageRow[] }[] {
  return SIDES.map((side) => ({ side, rows: rowsOf(usage.entries, side) })).filter(
    ({ rows }) => rows.length > 0,
  );
}

/** Whether nobody is paid for any of it; also where nothing is known. */
export function isRehearsed(usage: Usage | null): boolean {
  return usage === null || usage.entries.every(({ provider }) => provider === 'rehearsal');
}

function rowsOf(entries: readonly UsageEntry[], side: Side): UsageRow[] {
  return entries
    .filter((entry) => entry.side === side)
    .toSorted((one, other) => ORDER.indexOf(one.stage) - ORDER.indexOf(other.stage))
    .map(({ stage, provider, baseUrl, model, amounts, usd }) => ({
      id: [stage, provider, baseUrl, model].join(' '),
      stage: STAGES[stage],
      model,
      amounts: amountsText(amounts),
      cost: costOf(provider, usd),
    }));
}

function costOf(provider: UsageEntry['provider'], usd: UsageEntry['usd']): string | undefined {
  if (provider === 'rehearsal' || usd === 0) return 'free';
  if (usd === undefined) return undefined;
  return usd === null ? 'no price' : formatUsd(usd);
}

/** "1,204 tokens in (800 cached), 310 out", "2,113 characters", "1 min 12 s heard". */
export function amountsText(amounts: Amounts): string[] {
  const { inputTokens, outputTokens, cachedInputTokens } = amounts;
  const { audioInputTokens, audioOutputTokens, cachedAudioInputTokens } = amounts;
  const { characters, audioInputSeconds, audioOutputSeconds, requests } = amounts;
  const parts = [
    ...tokens('token', inputTokens, cachedInputTokens, outputTokens),
    ...tokens('token of sound', audioInputTokens, cachedAudioInputTokens, audioOutputTokens),
    ...(characters > 0 ? [formatCountOf(characters, 'character')] : []),
    ...(audioInputSeconds > 0 ? [`${formatDuration(audioInputSeconds * 1000)} heard`] : []),
    ...(audioOutputSeconds > 0 ? [`${formatDuration(audioOutputSeconds * 1000)} spoken`] : []),
  ];
  return parts.length > 0 ? parts : [formatCountOf(requests, 'request')];
}

function tokens(one: string, input: number, cached: number, output: number): string[] {
  const many = one.replace('token', 'tokens');
  const known = cached > 0 ? ` (${formatCount(cached)} cached)` : '';
  if (input === 0) return output === 0 ? [] : [`${formatCountOf(output, one, many)} out`];
  const out = output === 0 ? '' : `, ${formatCount(output)} out`;
  return [`${formatCountOf(input, one, many)} in${known}${out}`];
}
