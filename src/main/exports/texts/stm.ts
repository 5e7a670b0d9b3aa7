import { channelNumbers } from './channels.ts';
import { speakerTokens } from './speakers.ts';
import type { TextWriter } from './text-format.ts';
import { timedTurns } from './timed.ts';
import { byTime, seconds, visibleSpan } from './times.ts';
import { nistWords } from './token.ts';

/**
 * The reference transcript for scoring: `file channel speaker begin end words…`, sorted by file, channel,
 * begin. The words are spelt as spoken, with case and punctuation, but without characters that the format
 * gives a meaning ({@link nistWords}). There is no label field: it is optional, has nothing to tell here,
 * and meeteval would take it for a word. Turns without words are left out. Source: SCTK, doc/infmts.htm.
 */
export const stmWriter: TextWriter = {
  title: 'STM',
  about: 'Reference transcript for scoring speech recognition (sclite, meeteval): a line per turn.',
  names: ({ recordingId }) => [`${recordingId}.stm`],
  write(conversation, context) {
    const { recordingId } = context;
    const names = speakerTokens(conversation);
    const channels = channelNumbers(context);
    const lines = timedTurns(conversation)
      .map(({ turn: { side, text }, ...span }) => {
        return { ...visibleSpan(span), side, channel: channels[side], words: nistWords(text) };
      })
      .filter(({ words }) => words.length > 0)
      .sort((one, other) => one.channel - other.channel || byTime(one, other))
      .map(({ startMs, endMs, side, channel, words }) => {
        const time = `${seconds(startMs)} ${seconds(endMs)}`;
        return `${recordingId} ${channel} ${names[side]} ${time} ${words.join(' ')}\n`;
      });
    return [{ name: `${recordingId}.stm`, text: lines.join('') }];
  },
};
