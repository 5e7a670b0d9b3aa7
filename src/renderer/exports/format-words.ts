import type {
  AudioEncoding,
  AudioLayout,
  DatasetKind,
  TextFormat,
} from '../../contract/export-api.ts';

interface Words {
  /** The name. */
  label: string;
  /** What it is for, in one line. */
  hint: string;
}

export const textWords: Record<TextFormat, Words> = {
  txt: { label: 'Text', hint: 'Who said what and when' },
  md: { label: 'Markdown', hint: 'The same, with headings' },
  vtt: { label: 'WebVTT', hint: 'Subtitles with speakers' },
  srt: { label: 'SRT', hint: 'Subtitles for any player' },
  csv: { label: 'CSV', hint: 'A row for each turn' },
  json: { label: 'JSON', hint: 'Everything; can be imported' },
  rttm: { label: 'RTTM', hint: 'Who spoke when' },
  stm: { label: 'STM', hint: 'Turns, for NIST scoring' },
  ctm: { label: 'CTM', hint: 'Timed words, for NIST scoring' },
  textgrid: { label: 'TextGrid', hint: 'Turns and words, for Praat' },
  audacity: { label: 'Audacity', hint: 'Label tracks for each side' },
  chat: { label: 'Chat JSONL', hint: 'Messages, for fine-tuning' },
};

/** The formats as they are shown: for people, and for programs. */
export const textGroups: readonly { label: string; formats: readonly TextFormat[] }[] = [
  { label: 'To read', formats: ['txt', 'md', 'vtt', 'srt', 'csv'] },
  {
    label: 'To compute',
    formats: ['json', 'rttm', 'stm', 'ctm', 'textgrid', 'audacity', 'chat'],
  },
];

export const encodingWords: Record<AudioEncoding, Words> = {
  wav: { label: 'WAV', hint: 'As recorded: the largest, and read by everything.' },
  flac: { label: 'FLAC', hint: 'The same samples in about half the space.' },
  opus: { label: 'Opus', hint: 'A tenth of the space; sounds the same, but isn’t to the bit.' },
};

export const layoutWords: Record<AudioLayout, Words> = {
  stereo: { label: 'Stereo', hint: 'One file, a channel for each side.' },
  split: { label: 'One file per side', hint: 'Two mono files of the same length.' },
  mix: { label: 'Mono mix', hint: 'One mono file with both voices.' },
};

export const datasetWords: Record<DatasetKind, Words> = {
  plain: { label: 'Plain folders', hint: 'A folder for each conversation, its files inside.' },
  audiofolder: {
    label: 'Hugging Face',
    hint: 'An AudioFolder: audio files, metadata.jsonl and a dataset card.',
  },
  nemo: {
    label: 'NeMo',
    hint: 'Manifests in JSONL for training and scoring speech recognition and diarization.',
  },
  lhotse: {
    label: 'Lhotse',
    hint: 'Recordings and supervisions with aligned words, for icefall and k2.',
  },
  moshi: {
    label: 'Moshi',
    hint: 'Stereo files with timed words beside them, for fine-tuning speech-to-speech models.',
  },
};
