import type { Conversation, Turn } from '../../../contract/conversation.ts';
import { otherSide, SIDES, type PerSide } from '../../../contract/side.ts';
import { channelWords } from './channels.ts';
import { conversationLines } from './heading.ts';
import { plainLine, sameWords } from './plain.ts';
import { speakerNames } from './speakers.ts';
import type { TextWriter } from './text-format.ts';
import { timedTurns, type TimedTurn } from './timed.ts';
import { clock } from './times.ts';

/** A conversation for reading: who, when, what was audible, where it was cut, what was heard otherwise. */
export const txtWriter: TextWriter = {
  title: 'Plain text',
  about: 'For reading: who said what and when, what was cut off, what was heard otherwise.',
  names: ({ recordingId }) => [`${recordingId}.txt`],
  write(conversation, context) {
    const names = speakerNames(conversation);
    const lines = [
      ...conversationLines(conversation),
      ...whoIsWho(conversation, names, channelWords(context)),
      '',
      ...timedTurns(conversation).flatMap((timed) => turnLines(timed, names)),
      '',
    ];
    return [{ name: `${context.recordingId}.txt`, text: lines.join('\n') }];
  },
};

function whoIsWho(
  { config }: Conversation,
  names: PerSide<string>,
  channels: PerSide<string> | null,
): string[] {
  return SIDES.map((side) => {
    const who = `${names[side]} (${plainLine(config.personas[side].role)})`;
    return channels === null ? who : `${who}, ${channels[side]}`;
  });
}

function turnLines({ turn, startMs, endMs }: TimedTurn, names: PerSide<string>): string[] {
  const mark = turn.interrupted ? ' — [interrupted]' : '';
  const said = `${names[turn.side]}: ${plainLine(turn.text)}${mark}`;
  return [
    `[${clock(startMs)} – ${clock(endMs)}] ${said}`,
    ...asides(turn, names).map((aside) => `    ${aside}`),
  ];
}

/** What else there is to tell of a turn, a line each: what was meant, what was heard. */
export function asides(turn: Turn, names: PerSide<string>): string[] {
  const { text, intended, heard, interrupted, side } = turn;
  const cut = interrupted && !sameWords(text, intended);
  const misheard = heard !== null && !sameWords(text, heard);
  return [
    ...(cut ? [`meant to say: ${plainLine(intended)}`] : []),
    ...(misheard ? [`${names[otherSide(side)]} heard: ${plainLine(heard)}`] : []),
  ];
}
