import { plainLine } from '../texts/plain.ts';
import { speakerNames } from '../texts/speakers.ts';
import { audioMs, type DatasetAudio, type DatasetPiece, type DatasetWriter } from './dataset.ts';
import { jsonLine } from '../json-text.ts';
import { decimalSeconds } from './decimal.ts';
import { spokenTurns } from './spoken.ts';

/**
 * Hugging Face AudioFolder: a `metadata.jsonl` beside the audio, a line for each conversation. Every line has
 * the same columns of the same types and none is null, because readers guess the types from a few lines.
 * Source: https://huggingface.co/docs/datasets/audio_dataset
 */
export const audiofolder: DatasetWriter = (conversation, context): DatasetPiece => {
  const { audio } = context;
  const names = speakerNames(conversation);
  const turns = spokenTurns(conversation, context);
  // A list that is empty in all lines of a file has no type that fits those of the other files.
  if (turns.length === 0) return { rows: {}, files: [] };
  const { scenario, personas } = conversation.config;
  const row = {
    ...fileColumns(audio),
    id: conversation.id,
    title: plainLine(conversation.title),
    scenario: scenario.id,
    language: scenario.language,
    speakers: { a: names.a, b: names.b },
    personas: { a: personas.a.id, b: personas.b.id },
    channels: { a: audio.sides.a.channel, b: audio.sides.b.channel },
    stems: audio.stems.join(' '),
    duration: decimalSeconds(audioMs(audio)),
    turns: turns.map(({ turn: { side, interrupted }, startMs, endMs, text }) => ({
      ...{ speaker: names[side], side, start: decimalSeconds(startMs) },
      ...{ end: decimalSeconds(endMs), text, interrupted },
    })),
    text: turns.map(({ turn: { side }, text }) => `${names[side]}: ${text}`).join('\n'),
  };
  return { rows: { 'metadata.jsonl': [jsonLine(row)] }, files: [] };
};

/** A file for each side becomes a column for each side. */
function fileColumns({ sides: { a, b } }: DatasetAudio): Record<string, string> {
  if (a.path === b.path) return { file_name: a.path };
  return { audio_a_file_name: a.path, audio_b_file_name: b.path };
}
