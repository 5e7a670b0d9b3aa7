import { stringify } from 'yaml';
import type { AudioOptions, DatasetOptions } from '../../../contract/export-api.ts';
import { partFolder } from './index.ts';
import type { Part } from './dataset.ts';

/** What the card says in numbers. */
export interface CardFigures {
  /** Parts that hold something, in order, with their conversations and the length of their audio. */
  parts: { part: Part; conversations: number; durationMs: number }[];
  /** BCP 47, each once, sorted. */
  languages: string[];
}

export interface CardFacts extends CardFigures {
  dataset: DatasetOptions;
  audio: AudioOptions;
  /** Hz that the files have. */
  sampleRate: number;
  appVersion: string;
  /** One line on what was done to the sound; null: nothing. */
  augmented: string | null;
}

/** Classes of the Hugging Face hub, by their upper ends. */
const SIZES: readonly [number, string][] = [
  [1e3, 'n<1K'],
  [1e4, '1K<n<10K'],
  [1e5, '10K<n<100K'],
  [1e6, '100K<n<1M'],
];

const TASKS = ['automatic-speech-recognition', 'voice-activity-detection'];
const TAGS = ['conversational', 'dialogue', 'turn-taking', 'speaker-diarization', 'synthetic'];

/**
 * The dataset card, README.md of the folder. Its front matter is that of the Hugging Face hub:
 * https://github.com/huggingface/hub-docs/blob/main/datasetcard.md
 */
export function datasetCard(facts: CardFacts): string {
  const front = stringify(frontMatter(facts), { lineWidth: 0 });
  return `---\n${front}---\n\n${body(facts).join('\n')}\n`;
}

function frontMatter({ dataset, parts, languages, audio }: CardFacts) {
  const { license, name, kind } = dataset;
  const count = parts.reduce((sum, { conversations }) => sum + conversations, 0);
  return {
    pretty_name: name,
    license: license.toLowerCase(),
    ...(languages.length === 0 ? {} : { language: languages }),
    task_categories: TASKS,
    tags: TAGS,
    size_categories: [SIZES.find(([end]) => count < end)?.[1] ?? 'n>1M'],
    ...(kind === 'audiofolder' && parts.length > 0 ? { configs: [configOf(parts, audio)] } : {}),
  };
}

/** Named file by file type, so that texts beside the audio are not taken for the data. */
function configOf(parts: CardFigures['parts'], { encoding }: AudioOptions) {
  const files = parts.map(({ part }) => {
    const folder = partFolder('audiofolder', part);
    const path = [`${folder}/*.${encoding}`, `${folder}/metadata.jsonl`];
    return { split: folder, path };
  });
  return { config_name: 'default', data_files: files };
}

function body(facts: CardFacts): string[] {
  const { dataset, parts, augmented, appVersion } = facts;
  const rows = parts.map(({ part, conversations, durationMs }) => {
    const folder = partFolder(dataset.kind, part);
    return `| ${folder} | ${conversations} | ${(durationMs / 3_600_000).toFixed(2)} |`;
  });
  return [
    `# ${inline(dataset.name)}`,
    '',
    'Spoken conversations between two voice agents, held in real time over LiveKit and recorded with',
    `a channel for each side by Duologue ${appVersion}. Times are of the recording's own clock.`,
    '',
    ...['| part | conversations | hours |', '| --- | ---: | ---: |', ...rows],
    '',
    ...audioLines(facts),
    ...(augmented === null ? [] : [`- Augmented: ${augmented}. The times stay true.`]),
    '- `manifest.json`: every file with its SHA-256, and the configuration of every conversation.',
    '',
    ...USE[dataset.kind],
  ];
}

function audioLines({ audio, sampleRate }: CardFacts): string[] {
  const { encoding, layout, left, stems } = audio;
  const [first, second] = left === 'a' ? ['a', 'b'] : ['b', 'a'];
  const channels = {
    stereo: `stereo: side ${first} is left, side ${second} is right`,
    split: 'a mono file for each side',
    mix: 'both sides mixed to mono',
  }[layout];
  return [
    `- Audio: ${encoding.toUpperCase()}, ${sampleRate} Hz, ${channels}.`,
    ...(stems ? ['- `*.stems.*`: the voices before the network, on the same clock.'] : []),
  ];
}

const USE: Record<DatasetOptions['kind'], string[]> = {
  plain: [],
  audiofolder: [
    '```python',
    'from datasets import load_dataset',
    'load_dataset("path/to/this/folder")',
    '```',
  ],
  nemo: [
    '`manifest.jsonl` lists the turns, `diarization.jsonl` the recordings with their RTTM. Paths are relative',
    'to these files; `channel` counts from 0 (`channel_selector: channel`).',
  ],
  lhotse: [
    '```python',
    'from lhotse import CutSet, RecordingSet, SupervisionSet',
    'part = "path/to/this/folder/PART"',
    'recordings = RecordingSet.from_file(f"{part}/recordings.jsonl.gz").with_path_prefix(part)',
    'supervisions = SupervisionSet.from_file(f"{part}/supervisions.jsonl.gz")',
    'cuts = CutSet.from_manifests(recordings=recordings, supervisions=supervisions)',
    '```',
  ],
  moshi: [
    'For [moshi-finetune](https://github.com/kyutai-labs/moshi-finetune): `data.jsonl` of a part is its',
    '`train_data` or `eval_data`. The left channel is the speaker whose words are learnt (`SPEAKER_MAIN`).',
  ],
};

/** A name in a heading: no markup, one line. */
function inline(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\\`*_[\]<>#|]/g, '\\$&');
}
