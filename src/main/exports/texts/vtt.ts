import { captions } from './captions.ts';
import { conversationLines } from './heading.ts';
import { speakerNames } from './speakers.ts';
import type { TextWriter } from './text-format.ts';
import { timestamp } from './times.ts';

/** WebVTT (W3C), a cue with a voice per turn. Cues of both sides may overlap. */
export const vttWriter: TextWriter = {
  title: 'WebVTT',
  about: 'Captions for players and browsers: a cue per turn, with the speaker as its voice.',
  names: ({ recordingId }) => [`${recordingId}.vtt`],
  write(conversation, { recordingId }) {
    const names = speakerNames(conversation);
    // A comment may hold anything but a blank line and an arrow.
    const note = ['NOTE', ...conversationLines(conversation).map(escaped)].join('\n');
    const cues = captions(conversation).map(({ startMs, endMs, side, text }, index) =>
      [
        String(index + 1),
        `${timestamp(startMs, '.')} --> ${timestamp(endMs, '.')}`,
        `<v ${escaped(names[side])}>${escaped(text)}</v>`,
      ].join('\n'),
    );
    return [{ name: `${recordingId}.vtt`, text: `${['WEBVTT', note, ...cues].join('\n\n')}\n` }];
  },
};

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
