import type { Conversation } from '../../../contract/conversation.ts';
import { SIDES, type Side } from '../../../contract/side.ts';
import { plainLine } from './plain.ts';
import { speakerNames } from './speakers.ts';
import type { TextContext, TextWriter } from './text-format.ts';
import { filled, inOneTier, type Interval } from './tiers.ts';
import { timedWords } from './timed.ts';
import { seconds, wholeMs } from './times.ts';

interface Tier {
  name: string;
  intervals: Interval[];
}

/**
 * Praat: two interval tiers per side, its turns and its words. Words whose times are only estimated go in
 * only when asked for. Long text format, UTF-8. Source: Praat manual, "TextGrid file formats".
 */
export const textgridWriter: TextWriter = {
  title: 'Praat TextGrid',
  about: 'Annotation for phonetics (Praat): for each side a tier of turns and a tier of words.',
  names: ({ recordingId }) => [`${recordingId}.TextGrid`],
  write(conversation, context) {
    const tiers = SIDES.flatMap((side) => tiersOf(conversation, context, side));
    const ends = tiers.map(({ intervals }) => intervals.at(-1)?.endMs ?? 0);
    const endMs = Math.max(1, wholeMs(conversation.durationMs), ...ends);
    const lines = [
      ...['File type = "ooTextFile"', 'Object class = "TextGrid"', ''],
      ...[...bounds(0, endMs), 'tiers? <exists>', `size = ${tiers.length}`, 'item []:'],
      ...tiers.flatMap((tier, index) => tierLines(tier, index, endMs)),
    ];
    return [{ name: `${context.recordingId}.TextGrid`, text: `${lines.join('\n')}\n` }];
  },
};

function tiersOf(conversation: Conversation, context: TextContext, side: Side): Tier[] {
  const turns = conversation.turns.filter((turn) => turn.side === side);
  const words = turns.flatMap((turn) => timedWords(turn, context));
  // Readers leave doubled quotes in the name of a tier.
  const name = speakerNames(conversation)[side].replaceAll('"', "'");
  const tier = (kind: string, said: readonly Interval[]): Tier => ({
    name: `${side}: ${name} (${kind})`,
    intervals: inOneTier(said.map((one) => ({ ...one, text: plainLine(one.text) }))),
  });
  return [tier('turns', turns), tier('words', words)];
}

function tierLines({ name, intervals }: Tier, index: number, endMs: number): string[] {
  const all = filled(intervals, endMs);
  const head = [
    ...['class = "IntervalTier"', `name = ${quoted(name)}`, ...bounds(0, endMs)],
    `intervals: size = ${all.length}`,
  ];
  const body = all.flatMap((interval, at) => [
    `intervals [${at + 1}]:`,
    ...bounds(interval.startMs, interval.endMs).map((line) => `    ${line}`),
    `    text = ${quoted(interval.text)}`,
  ]);
  return [`    item [${index + 1}]:`, ...[...head, ...body].map((line) => `        ${line}`)];
}

function bounds(startMs: number, endMs: number): string[] {
  return [`xmin = ${seconds(startMs)}`, `xmax = ${seconds(endMs)}`];
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
