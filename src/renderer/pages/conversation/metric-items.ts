import type { Conversation, Turn } from '../../../contract/conversation.ts';
import { formatCount, formatPercent } from '../../format/numbers.ts';
import { formatClock, formatClockTenths, formatSeconds } from '../../format/times.ts';
import { timingMarks } from '../../lanes/marks.ts';
import type { Span } from '../../lanes/types.ts';
import { compareHeard } from '../../transcript/heard.ts';

/** A figure of a conversation, and the place in it that shows it. */
export interface MetricItem {
  id: string;
  label: string;
  value: string;
  /** What it means, or where it is. */
  about: string;
  /** Null: it has no one place. */
  span: Span | null;
}

type Told = Pick<Conversation, 'turns' | 'metrics' | 'config' | 'durationMs'>;

/** Every figure, in the order in which one asks for them. */
export function metricItems({ turns, metrics, config, durationMs }: Told): MetricItem[] {
  if (!metrics) return [];
  const { personas } = config;
  const worst = worstHeard(turns);
  const share = (side: 'a' | 'b'): MetricItem => ({
    id: `speech-${side}`,
    label: `${personas[side].name} spoke`,
    value: formatClock(metrics.speechMs[side]),
    about: `${formatPercent(durationMs > 0 ? metrics.speechMs[side] / durationMs : null)} of the recording`,
    span: null,
  });
  return [
    {
      ...{ id: 'first-speech', label: 'First speech', value: formatSeconds(metrics.firstSpeechMs) },
      about: 'From asking the two to come until the first word',
      span: turns[0] ? { fromMs: 0, toMs: turns[0].startMs } : null,
    },
    ...gapItems(turns, metrics),
    ...overlapItems(turns, metrics.overlapMs),
    {
      ...{ id: 'interruptions', label: 'Interruptions', value: formatCount(metrics.interruptions) },
      about: 'Turns that were cut off before their end',
      span: null,
    },
    ...interruptionItems(turns),
    {
      ...{ id: 'heard-wer', label: 'Words misheard', value: formatPercent(metrics.heardWer, 1) },
      about: `Word error rate of both sides’ hearing${worst ? '; the turn that was heard worst lights up' : ''}`,
      span: worst ? { fromMs: worst.startMs, toMs: worst.endMs } : null,
    },
    share('a'),
    share('b'),
  ];
}

type Metrics = NonNullable<Conversation['metrics']>;

function gapItems(turns: readonly Turn[], metrics: Metrics): MetricItem[] {
  const offsets = turns.filter((turn) => turn.gapMs !== null);
  const closest = (wanted: number | null) =>
    wanted === null ? undefined : least(offsets, (turn) => Math.abs(turn.gapMs! - wanted));
  const longest = least(offsets, (turn) => -turn.gapMs!);
  const item = (
    id: string,
    label: string,
    ms: number | null,
    about: string,
    turn: Turn | undefined,
  ) => ({
    ...{ id, label, about, value: formatSeconds(ms) },
    span: turn ? gapSpan(turn) : null,
  });
  return [
    item(
      'gap-median',
      'Median gap',
      metrics.gapMedianMs,
      'Half of the answers come sooner, half later',
      closest(metrics.gapMedianMs),
    ),
    item(
      'gap-p95',
      '95 % gap',
      metrics.gapP95Ms,
      'Of twenty answers, nineteen come sooner',
      closest(metrics.gapP95Ms),
    ),
    ...(longest && longest.gapMs! > 0
      ? [item('gap-longest', 'Longest gap', longest.gapMs, at(longest.startMs), longest)]
      : []),
  ];
}

/** From the end of one side to the start of the other, or the other way round where they overlap. */
function gapSpan({ startMs, gapMs }: Turn): Span {
  const other = startMs - (gapMs ?? 0);
  return { fromMs: Math.min(startMs, other), toMs: Math.max(startMs, other) };
}

function overlapItems(turns: readonly Turn[], overlapMs: number): MetricItem[] {
  const overlaps = timingMarks(turns).filter((mark) => mark.kind === 'overlap');
  const longest = least(overlaps, (mark) => mark.fromMs - mark.toMs);
  const all = {
    ...{ id: 'overlap', label: 'Overlap in all', value: formatSeconds(overlapMs), span: null },
    about: 'How long both were audible at once',
  };
  if (!longest) return [all];
  const { fromMs, toMs } = longest;
  const value = formatSeconds(toMs - fromMs);
  const span = { fromMs, toMs };
  return [all, { id: 'overlap-longest', label: 'Longest overlap', value, about: at(fromMs), span }];
}

/** Around the moment of an interruption, ms. */
const AROUND_MS = 700;

/** More of them are a list, no figures: the Turns table has them all. */
const MOST_INTERRUPTIONS = 48;

function interruptionItems(turns: readonly Turn[]): MetricItem[] {
  return turns
    .filter((turn) => turn.interrupted)
    .slice(0, MOST_INTERRUPTIONS)
    .map(({ id, speaker, text, endMs }) => ({
      id: `interrupted-${id}`,
      label: `${speaker} was interrupted`,
      value: formatClockTenths(endMs),
      about: `After “… ${text.trim().split(/\s+/).slice(-4).join(' ')}”`,
      span: { fromMs: Math.max(0, endMs - AROUND_MS), toMs: endMs + AROUND_MS },
    }));
}

function worstHeard(turns: readonly Turn[]): Turn | undefined {
  const misheard = (turn: Turn) =>
    compareHeard(turn.text, turn.heard ?? turn.text).filter((piece) => piece.kind !== 'same')
      .length;
  const worst = least(turns, (turn) => -misheard(turn));
  return worst && misheard(worst) > 0 ? worst : undefined;
}

const at = (ms: number) => `At ${formatClockTenths(ms)}`;

function least<T>(items: readonly T[], rank: (item: T) => number): T | undefined {
  let best: { item: T; rank: number } | undefined;
  for (const item of items) {
    const own = rank(item);
    if (!best || own < best.rank) best = { item, rank: own };
  }
  return best?.item;
}
