import type { ExportMeasure } from '../../contract/export-api.ts';
import { formatBytes, formatCountOf } from '../format/numbers.ts';
import { formatDuration } from '../format/times.ts';
import type { ExportForm } from './export-form.ts';

/** "12 conversations, 1 h 3 min, about 640 MB"; of a clip "A clip, 9 s, about 1.7 MB". */
export function measureWords(
  { conversations, durationMs, bytes }: ExportMeasure,
  isClip = false,
): string {
  const many = isClip ? 'A clip' : formatCountOf(conversations, 'conversation');
  return `${many}, ${formatDuration(durationMs)}, about ${formatBytes(bytes)}`;
}

/** Whether nothing at all would be written: there is no conversation, or no sound where that is asked for. */
export function isPointless(
  { conversations, withoutAudio }: ExportMeasure,
  { kind, texts }: Pick<ExportForm, 'kind' | 'texts'>,
): boolean {
  if (conversations === 0) return true;
  return withoutAudio === conversations && (kind !== 'plain' || texts.length === 0);
}

/** What will be missing, in words; undefined: nothing. */
export function missingWords(
  { conversations, withoutAudio, withoutStems }: ExportMeasure,
  { withAudio, audio, kind, texts }: Pick<ExportForm, 'withAudio' | 'audio' | 'kind' | 'texts'>,
): string | undefined {
  if (!withAudio) return undefined;
  const of = (count: number) =>
    count === conversations ? (count === 1 ? 'It has' : 'None has') : `${count} of them have`;
  const none = (count: number) => (count === conversations && count > 1 ? 'a' : 'no');
  if (withoutAudio > 0) {
    const left =
      kind === 'plain' && texts.length > 0 ? 'only text is written' : 'nothing can be written';
    return `${of(withoutAudio)} ${none(withoutAudio)} recording: ${left} there.`;
  }
  if (audio.stems && withoutStems > 0)
    return `${of(withoutStems)} ${none(withoutStems)} clean stems.`;
  return undefined;
}
