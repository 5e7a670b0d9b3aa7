import type { LoggedConversation } from '../../../../src/contract/conversation-document.ts';
import { audioNames, outputRate } from '../../../../src/main/audio/names.ts';
import type { AudioOptions } from '../../../../src/contract/export-api.ts';
import { audioOptionsSchema } from '../../../../src/contract/export-api.ts';
import type { RowContext, TableRows } from '../../../../src/main/exports/datasets/dataset.ts';
import { conversation, turn } from '../samples.ts';

/** What a table is told of 2 s of audio in this form. */
export function contextOf(
  about: Partial<AudioOptions> = {},
  { ms = 2000, estimatedWords = false } = {},
): RowContext {
  const audio = audioOptionsSchema.parse(about);
  const sampleRate = outputRate(audio, null);
  const { sides } = audioNames('c1', audio);
  const samples = Math.round((ms * sampleRate) / 1000);
  return {
    ...{ recordingId: 'c1', estimatedWords },
    audio: { sides, sampleRate, samples, stems: [] },
  };
}

/** Ann and Ben, who overlap; a turn in which nothing is said, one of no length, one beyond the end. */
export function call(): LoggedConversation {
  const aligned = 'aligned' as const;
  return conversation({
    id: 'c1',
    durationMs: 2000,
    turns: [
      turn({
        ...{
          id: 't1',
          startMs: 100,
          endMs: 900.25,
          segments: [
            [100, 400],
            [500, 900],
          ],
        },
        words: [
          { text: 'Hello', startMs: 100, endMs: 400, origin: aligned },
          { text: 'there.', startMs: 500, endMs: 900, origin: 'estimated' },
        ],
      }),
      turn({
        ...{ id: 't2', index: 1, side: 'a', speaker: 'Ann', text: 'Hi “you”\n', intended: 'Hi' },
        ...{ startMs: 800, endMs: 2400, interrupted: true },
        words: [
          { text: 'Hi', startMs: 820, endMs: 900, origin: aligned },
          { text: '“you”', startMs: 1900, endMs: 2400, origin: 'provider' },
        ],
      }),
      turn({ id: 't3', index: 2, text: '  ' }),
      turn({ id: 't4', index: 3, startMs: 1500, endMs: 1500 }),
      turn({ id: 't5', index: 4, startMs: 2500, endMs: 2600 }),
    ],
  });
}

export function parsed(rows: TableRows, table: string): Record<string, unknown>[] {
  return (rows[table] ?? []).map((line) => JSON.parse(line) as Record<string, unknown>);
}
