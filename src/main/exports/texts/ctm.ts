import { channelNumbers } from './channels.ts';
import type { TextWriter } from './text-format.ts';
import { timedWords } from './timed.ts';
import { byTime, seconds, visibleSpan } from './times.ts';
import { wordToken } from './token.ts';

/**
 * What the voice was given to say is known, not recognised. A number even so, because readers (lhotse)
 * refuse NIST's `NA`.
 */
const CONFIDENCE = '1.00';

/**
 * Words with times: `file channel start duration word confidence`, sorted by file, channel, start. The
 * words are spelt as in STM; one that has a space is joined by `_`. Words whose times are only estimated
 * go in only when asked for. Source: SCTK, doc/infmts.htm.
 */
export const ctmWriter: TextWriter = {
  title: 'CTM',
  about: 'Words with their times, for scoring and alignment tools: a line per word.',
  names: ({ recordingId }) => [`${recordingId}.ctm`],
  write(conversation, context) {
    const { recordingId } = context;
    const channels = channelNumbers(context);
    const lines = conversation.turns
      .flatMap((turn) =>
        timedWords(turn, context).map((word) => ({
          ...visibleSpan(word),
          channel: channels[turn.side],
          token: wordToken(word.text),
        })),
      )
      .filter(({ token }) => token !== '')
      .sort((one, other) => one.channel - other.channel || byTime(one, other))
      .map(({ startMs, endMs, channel, token }) => {
        const time = `${seconds(startMs)} ${seconds(endMs - startMs)}`;
        return `${recordingId} ${channel} ${time} ${token} ${CONFIDENCE}\n`;
      });
    return [{ name: `${recordingId}.ctm`, text: lines.join('') }];
  },
};
