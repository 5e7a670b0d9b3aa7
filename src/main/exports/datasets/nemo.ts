import { TEXT_WRITERS } from '../texts/index.ts';
import { speakerTokens } from '../texts/speakers.ts';
import { audioMs, type DatasetAudio, type DatasetWriter, type RowContext } from './dataset.ts';
import type { LoggedConversation } from '../../../contract/conversation-document.ts';
import { jsonLine } from '../json-text.ts';
import { decimalSeconds } from './decimal.ts';
import { spokenTurns } from './spoken.ts';

/**
 * NVIDIA NeMo: a manifest of turns for recognition, and one of whole recordings with their RTTM for
 * diarization; paths are relative to the manifest. `channel` counts from 0 and fits NeMo's `channel_selector`.
 * Sources: https://docs.nvidia.com/nemo/speech/latest/asr/datasets.html and
 * https://docs.nvidia.com/nemo/speech/latest/asr/speaker_diarization/datasets.html
 */
export const nemo: DatasetWriter = (conversation, context) => {
  const turns = turnRows(conversation, context);
  const { audio } = context;
  if (audio.sides.a.path !== audio.sides.b.path) {
    // A file with one speaker in it gives nothing to tell apart.
    return { rows: { 'manifest.jsonl': turns }, files: [] };
  }
  const rttm = rttmOf(conversation, context);
  const rows = {
    'manifest.jsonl': turns,
    'diarization.jsonl': [diarizationRow(context, rttm.name)],
  };
  return { rows, files: [rttm] };
};

function turnRows(conversation: LoggedConversation, context: RowContext): string[] {
  const { sides } = context.audio;
  const { personas, scenario } = conversation.config;
  const speakers = speakerTokens(conversation);
  return spokenTurns(conversation, context).map(({ turn: { side, id }, startMs, endMs, text }) =>
    jsonLine({
      audio_filepath: sides[side].path,
      offset: decimalSeconds(startMs),
      duration: decimalSeconds(endMs - startMs),
      text,
      // As the RTTM calls them: NeMo's tools join the two by this label.
      speaker: speakers[side],
      lang: personas[side].language || scenario.language,
      ...{ channel: sides[side].channel, side, persona: personas[side].id },
      ...{ conversation: conversation.id, turn: id },
    }),
  );
}

function diarizationRow({ audio }: { audio: DatasetAudio }, rttm: string): string {
  return jsonLine({
    audio_filepath: audio.sides.a.path,
    offset: decimalSeconds(0),
    duration: decimalSeconds(audioMs(audio)),
    label: 'infer',
    text: '-',
    num_speakers: 2,
    rttm_filepath: rttm,
  });
}

function rttmOf(conversation: LoggedConversation, context: RowContext) {
  const { recordingId, estimatedWords, audio } = context;
  const { sides, sampleRate } = audio;
  const rest = { sampleRate, assistant: 'b' } as const;
  const about = { recordingId, estimatedWords, audio: sides, recordings: [], ...rest };
  const [rttm] = TEXT_WRITERS.rttm.write(conversation, about);
  return rttm ?? { name: `${recordingId}.rttm`, text: '' };
}
