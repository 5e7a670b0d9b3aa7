import { exportFormatSchema, type ExportFormat } from '../../../contract/export-api.ts';

/** What each format is for. */
export const formatWords: Record<ExportFormat, { label: string; hint: string }> = {
  wav: { label: 'Audio (WAV)', hint: 'The recording: the caller left, the other right.' },
  json: { label: 'Everything (JSON)', hint: 'Turns, words with times, metrics and configuration.' },
  txt: { label: 'Transcript (text)', hint: 'Who said what and when, to read.' },
};

export const exportFormats = exportFormatSchema.options;
