import { captions } from './captions.ts';
import { speakerNames } from './speakers.ts';
import type { TextWriter } from './text-format.ts';
import { timestamp } from './times.ts';

/** SubRip: numbered captions, the speaker before the text. */
export const srtWriter: TextWriter = {
  title: 'SubRip (SRT)',
  about: 'Captions for video players and editors: a caption per turn, the name before the words.',
  names: ({ recordingId }) => [`${recordingId}.srt`],
  write(conversation, { recordingId }) {
    const names = speakerNames(conversation);
    const blocks = captions(conversation).map(({ startMs, endMs, side, text }, index) =>
      [
        String(index + 1),
        `${timestamp(startMs, ',')} --> ${timestamp(endMs, ',')}`,
        // Together: a bracket of the name and one of the words make a tag, too.
        harmless(`${names[side]}: ${text}`),
        '',
      ].join('\n'),
    );
    return [{ name: `${recordingId}.srt`, text: blocks.join('\n') }];
  },
};

/**
 * SRT has no escapes. A space parts what readers would take for an arrow or a style override (`{\an8}`); what
 * they would take for a tag and leave out (anything between `<` and `>`) gets other brackets.
 */
function harmless(text: string): string {
  const [first, last] = [text.indexOf('<'), text.lastIndexOf('>')];
  return text
    .replace(/[<>]/gu, (mark, at: number) => {
      if (first < 0 || at < first || at > last) return mark;
      return mark === '<' ? '‹' : '›';
    })
    .replace(/--(?=>)/gu, '-- ')
    .replace(/\{(?=[\\\p{L}])/gu, '{ ');
}
