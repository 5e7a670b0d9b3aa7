import type { Word } from '../../../contract/conversation.ts';
import type { LoggedConversation } from '../../../contract/conversation-document.ts';
import { SIDES, type Side } from '../../../contract/side.ts';
import { audioMs, type DatasetAudio, type DatasetWriter, type RowContext } from './dataset.ts';
import { jsonLine } from '../json-text.ts';
import { decimalSeconds } from './decimal.ts';
import { spokenTurns, type SpokenTurn } from './spoken.ts';

/**
 * Lhotse: a set of recordings and a set of supervisions, one for each turn, with its words as alignment. Paths
 * are relative to the tables: `recordings.with_path_prefix(folder)` makes them whole.
 * Source: https://lhotse.readthedocs.io/en/latest/corpus.html
 */
export const lhotse: DatasetWriter = (conversation, context) => {
  const { recordingId, audio } = context;
  const turns = spokenTurns(conversation, context);
  const recordings = [jsonLine(recording(recordingId, audio))];
  const supervisions = turns.map((turn, index) =>
    jsonLine(supervision(conversation, context, { turn, index })),
  );
  return {
    rows: { 'recordings.jsonl.gz': recordings, 'supervisions.jsonl.gz': supervisions },
    files: [],
  };
};

function recording(id: string, audio: DatasetAudio) {
  const sources = sourcesOf(audio);
  return {
    ...{ id, sources, sampling_rate: audio.sampleRate, num_samples: audio.samples },
    duration: decimalSeconds(audioMs(audio)),
    channel_ids: sources.flatMap(({ channels }) => channels),
  };
}

/** A channel of the recording for each side, also where each has a file of its own; one for a mix. */
function channelOf({ sides }: DatasetAudio, side: Side): number {
  if (sides.a.path === sides.b.path) return sides[side].channel;
  return side === 'a' ? 0 : 1;
}

function sourcesOf(audio: DatasetAudio) {
  const { a, b } = audio.sides;
  const type = 'file';
  if (a.path === b.path) {
    const channels = [...new Set([a.channel, b.channel])].sort();
    return [{ type, channels, source: a.path }];
  }
  return SIDES.map((side) => ({
    ...{ type, channels: [channelOf(audio, side)], source: audio.sides[side].path },
  }));
}

function supervision(
  { config: { personas, scenario } }: LoggedConversation,
  { recordingId, audio }: RowContext,
  { turn: spoken, index }: { turn: SpokenTurn; index: number },
) {
  const { turn, startMs, endMs, text, words } = spoken;
  const { side, id, interrupted } = turn;
  return {
    id: `${recordingId}-${String(index).padStart(4, '0')}`,
    recording_id: recordingId,
    start: decimalSeconds(startMs),
    duration: decimalSeconds(endMs - startMs),
    channel: channelOf(audio, side),
    text,
    language: personas[side].language || scenario.language,
    speaker: personas[side].id,
    custom: { side, turn: id, interrupted },
    ...(words.length === 0 ? {} : { alignment: { word: words.map(alignmentItem) } }),
  };
}

/** Symbol, start, duration, score: what the times are from is no measure of how sure they are. */
function alignmentItem({ text, startMs, endMs }: Word) {
  return [text, decimalSeconds(startMs), decimalSeconds(endMs - startMs), null];
}
