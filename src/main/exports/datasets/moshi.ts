import type { Side } from '../../../contract/side.ts';
import { audioMs, type DatasetWriter, type RowContext } from './dataset.ts';
import { jsonLine } from '../json-text.ts';
import { decimalSeconds } from './decimal.ts';
import { spokenTurns } from './spoken.ts';

/** How Moshi's training calls the speaker whose words it learns; it leaves out all others. */
const MAIN = 'SPEAKER_MAIN';
const OTHER = 'SPEAKER_OTHER';

/**
 * Moshi fine-tuning: a table of stereo files, and beside each its timed words, by start. The model's own
 * voice is the left channel. Source: https://github.com/kyutai-labs/moshi-finetune, README and
 * finetune/data/interleaver.py
 */
export const moshi: DatasetWriter = (conversation, context) => {
  const { recordingId, audio } = context;
  const { path } = audio.sides.a;
  const words = spokenTurns(conversation, context)
    .flatMap(({ turn: { side }, words: spoken }) => spoken.map((word) => ({ ...word, side })))
    .sort((one, other) => one.startMs - other.startMs || one.endMs - other.endMs);
  const alignments = words.map(({ text, startMs, endMs, side }) => [
    text,
    [decimalSeconds(startMs), decimalSeconds(endMs)],
    isLeft(context, side) ? MAIN : OTHER,
  ]);
  return {
    rows: { 'data.jsonl': [jsonLine({ path, duration: decimalSeconds(audioMs(audio)) })] },
    files: [{ name: `${recordingId}.json`, text: `${jsonLine({ alignments })}\n` }],
  };
};

function isLeft({ audio }: RowContext, side: Side): boolean {
  return audio.sides[side].channel === 0;
}
