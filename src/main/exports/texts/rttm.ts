import type { Conversation } from '../../../contract/conversation.ts';
import { SIDES, type Side } from '../../../contract/side.ts';
import { channelNumbers } from './channels.ts';
import { speakerTokens } from './speakers.ts';
import type { TextWriter } from './text-format.ts';
import { byTime, seconds, wholeSpan, type Span } from './times.ts';

/**
 * Who speaks when, for diarization: a line per stretch of speech between pauses, in order of time. Turns
 * whose sound was not measured are one stretch. Source: NIST, RT-09 evaluation plan, appendix A.
 */
export const rttmWriter: TextWriter = {
  title: 'RTTM',
  about: 'Who speaks when, for diarization tools: a line per stretch of speech, pauses left out.',
  names: ({ recordingId }) => [`${recordingId}.rttm`],
  write(conversation, context) {
    const names = speakerTokens(conversation);
    const channels = channelNumbers(context);
    const lines = SIDES.flatMap((side) =>
      speechOf(conversation, side).map((span) => ({ ...span, side })),
    )
      .sort(byTime)
      .map(({ startMs, endMs, side }) => {
        const time = `${seconds(startMs)} ${seconds(endMs - startMs)}`;
        const { recordingId } = context;
        return `SPEAKER ${recordingId} ${channels[side]} ${time} <NA> <NA> ${names[side]} <NA> <NA>\n`;
      });
    return [{ name: `${context.recordingId}.rttm`, text: lines.join('') }];
  },
};

/**
 * The stretches in which a side speaks, in order and without overlaps: scoring tools take somebody who
 * speaks twice at once for a fault. A stretch of no length is none.
 */
export function speechOf({ turns }: Pick<Conversation, 'turns'>, side: Side): Span[] {
  const spans = turns
    .filter((turn) => turn.side === side)
    .flatMap(({ startMs, endMs, segments }): Span[] =>
      segments.length === 0
        ? [{ startMs, endMs }]
        : segments.map(([from, to]) => ({ startMs: from, endMs: to })),
    )
    .map(wholeSpan)
    .filter(({ startMs, endMs }) => startMs < endMs)
    .sort(byTime);
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last === undefined || span.startMs >= last.endMs) merged.push({ ...span });
    else last.endMs = Math.max(last.endMs, span.endMs);
  }
  return merged;
}
