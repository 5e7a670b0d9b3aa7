import type { Conversation } from '../../../contract/conversation.ts';
import { SIDES, type Side } from '../../../contract/side.ts';
import { plainLine } from './plain.ts';
import type { TextContext, TextWriter } from './text-format.ts';
import { timedTurns } from './timed.ts';
import { seconds } from './times.ts';

const fileName = ({ recordingId }: TextContext, side: Side): string =>
  `${recordingId}.${side}.audacity.txt`;

/**
 * Label tracks, one per side: `start⇥end⇥text`, seconds. A turn of no length is a point label. Source:
 * Audacity manual, "Importing and exporting labels".
 */
export const audacityWriter: TextWriter = {
  title: 'Audacity labels',
  about: 'Label tracks to import in Audacity: one for each side, a label per turn.',
  names: (context) => SIDES.map((side) => fileName(context, side)),
  write: (conversation, context) =>
    SIDES.map((side) => ({ name: fileName(context, side), text: labels(conversation, side) })),
};

function labels(conversation: Conversation, side: Side): string {
  return timedTurns(conversation)
    .filter(({ turn }) => turn.side === side)
    .map(({ turn, startMs, endMs }) => {
      const mark = turn.interrupted ? ' [interrupted]' : '';
      const text = `${plainLine(turn.text)}${mark}`.trim();
      return `${seconds(startMs)}\t${seconds(endMs)}\t${text}\n`;
    })
    .join('');
}
