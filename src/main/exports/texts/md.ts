import { SIDES } from '../../../contract/side.ts';
import { conversationLines } from './heading.ts';
import { plainLine } from './plain.ts';
import { speakerNames } from './speakers.ts';
import type { TextWriter } from './text-format.ts';
import { timedTurns } from './timed.ts';
import { clock } from './times.ts';
import { asides } from './txt.ts';

/** For reading where Markdown is shown (CommonMark): a list of turns. */
export const mdWriter: TextWriter = {
  title: 'Markdown',
  about: 'For reading, and for notes and wikis that show Markdown.',
  names: ({ recordingId }) => [`${recordingId}.md`],
  write(conversation, { recordingId }) {
    const [title, facts] = conversationLines(conversation);
    const names = speakerNames(conversation);
    const { personas } = conversation.config;
    const who = SIDES.map(
      (side) => `- **${escaped(names[side])}**: ${escaped(plainLine(personas[side].role))}`,
    );
    const turns = timedTurns(conversation).flatMap(({ turn, startMs, endMs }) => {
      const mark = turn.interrupted ? ' — *interrupted*' : '';
      const said = escaped(plainLine(turn.text));
      return [
        `- ${clock(startMs)} – ${clock(endMs)} **${escaped(names[turn.side])}**: ${said}${mark}`,
        ...asides(turn, names).map((aside) => `  - ${escaped(aside)}`),
      ];
    });
    const lines = [
      `# ${escaped(title)}`,
      '',
      escaped(facts),
      '',
      ...who,
      '',
      '## Turns',
      '',
      ...turns,
    ];
    return [{ name: `${recordingId}.md`, text: `${lines.join('\n')}\n` }];
  },
};

/** Text that Markdown and HTML leave as it is. Every ASCII mark may be escaped (CommonMark 2.4). */
function escaped(text: string): string {
  return text
    .replace(/[!#$&*<>@[\\\]^_`{|}~]/gu, '\\$&')
    .replace(/^[-+=]/u, '\\$&')
    .replace(/^(\d+)([.)])/u, '$1\\$2');
}
