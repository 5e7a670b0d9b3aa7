import type { AudioOptions } from '../../contract/export-api.ts';
import { NO_AUGMENT } from './augment-form.ts';
import { USUAL_FORM, type ExportForm } from './export-form.ts';

/** A purpose, and the fields that suit it. All other fields stay as they are. */
export interface Preset {
  id: 'listen' | 'copy' | 'asr' | 'diarization' | 'huggingface' | 'moshi';
  label: string;
  /** What comes of it, in a line. */
  hint: string;
  fields: Pick<ExportForm, 'texts' | 'withAudio' | 'audio' | 'kind' | 'split'>;
}

const audio = (change: Partial<AudioOptions>): AudioOptions => ({ ...USUAL_FORM.audio, ...change });

export const PRESETS: readonly Preset[] = [
  {
    id: 'listen',
    label: 'Listen and read',
    hint: 'Recordings and transcripts',
    fields: {
      ...{ texts: ['txt', 'json'], withAudio: true, audio: audio({}) },
      ...{ kind: 'plain', split: false },
    },
  },
  {
    id: 'copy',
    label: 'Take along',
    hint: 'Everything, to import elsewhere',
    fields: {
      ...{ texts: ['json'], withAudio: true, audio: audio({ encoding: 'wav', stems: true }) },
      ...{ kind: 'plain', split: false },
    },
  },
  {
    id: 'asr',
    label: 'ASR training (NeMo)',
    hint: 'Manifests, a file for each side',
    fields: {
      ...{ texts: [], withAudio: true, audio: audio({ layout: 'split', sampleRate: 16_000 }) },
      ...{ kind: 'nemo', split: true },
    },
  },
  {
    id: 'diarization',
    label: 'Diarization',
    hint: 'Mono sound, RTTM, STM, CTM',
    fields: {
      ...{ texts: ['rttm', 'stm', 'ctm'], withAudio: true },
      ...{ audio: audio({ layout: 'mix', sampleRate: 16_000 }), kind: 'plain', split: false },
    },
  },
  {
    id: 'huggingface',
    label: 'Hugging Face dataset',
    hint: 'AudioFolder with a dataset card',
    fields: {
      ...{ texts: [], withAudio: true, audio: audio({ encoding: 'flac', sampleRate: 16_000 }) },
      ...{ kind: 'audiofolder', split: true },
    },
  },
  {
    id: 'moshi',
    label: 'Speech-to-speech (Moshi)',
    hint: 'Called side left, timed words',
    fields: {
      ...{ texts: [], withAudio: true, audio: audio({ sampleRate: 24_000, left: 'b' }) },
      ...{ kind: 'moshi', split: true },
    },
  },
];

/** The form as the purpose wants it, with the sound as it is. */
export function withPreset(form: ExportForm, { fields }: Preset): ExportForm {
  return { ...form, ...fields, augment: NO_AUGMENT };
}

/** The purpose that the form serves as it stands; undefined: one of the user's own. */
export function presetOf(form: ExportForm): Preset | undefined {
  return PRESETS.find(({ fields }) =>
    Object.entries(fields).every(([name, value]) =>
      sameJson(value, form[name as keyof typeof fields]),
    ),
  );
}

/** Options come from schemas and literals: their keys may stand in any order. */
function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
