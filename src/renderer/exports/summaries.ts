import type { AudioOptions } from '../../contract/export-api.ts';
import type { PerSide } from '../../contract/side.ts';
import { augmentWords } from './augment-request.ts';
import type { ExportForm } from './export-form.ts';
import { datasetWords, encodingWords, layoutWords, textWords } from './format-words.ts';

/** The parts of the form in a line each, for when they are folded. */

/** "Text, WebVTT and JSON". */
export function textSummary({ texts }: Pick<ExportForm, 'texts'>): string {
  return texts.length === 0 ? 'None' : list(texts.map((format) => textWords[format].label));
}

/** "WAV, stereo (left: Maya), 48 kHz, clean stems too". */
export function audioSummary(
  { withAudio, audio, augment }: Pick<ExportForm, 'withAudio' | 'audio' | 'augment'>,
  names: PerSide<string>,
): string {
  if (!withAudio) return 'None';
  const { encoding, layout, left, stems } = audio;
  const parts = [
    encodingWords[encoding].label,
    layoutWords[layout].label.toLowerCase() +
      (layout === 'stereo' ? ` (left: ${names[left]})` : ''),
    rateWords(audio, augment.telephone),
    ...(stems ? ['clean stems too'] : []),
  ];
  return parts.join(', ');
}

/** "16 kHz"; a telephone's band has a rate of its own. */
export function rateWords({ sampleRate }: Pick<AudioOptions, 'sampleRate'>, telephone: boolean) {
  return telephone ? '8 kHz (telephone)' : `${sampleRate / 1000} kHz`;
}

/** "NeMo, 80 % train, 10 % valid, 10 % test, pairs kept together". */
export function datasetSummary(
  form: Pick<ExportForm, 'kind' | 'split' | 'shares' | 'keepPairs'>,
): string {
  const { kind, split, shares, keepPairs } = form;
  if (!split) return datasetWords[kind].label;
  const parts = [
    `${datasetWords[kind].label}, ${shares.train} % train`,
    `${shares.valid} % valid`,
    `${shares.test} % test`,
    ...(keepPairs ? ['pairs kept together'] : []),
  ];
  return parts.join(', ');
}

/** "Pink noise 10 to 20 dB below the speech, then a telephone’s band". */
export function augmentSummary({
  withAudio,
  augment,
}: Pick<ExportForm, 'withAudio' | 'augment'>): string {
  const words = withAudio ? augmentWords(augment).join(', then ') : '';
  return words === '' ? 'The sound stays as it is' : words[0]!.toUpperCase() + words.slice(1);
}

function list(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words);
}
