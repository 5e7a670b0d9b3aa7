import { setImmediate } from 'node:timers/promises';
import type { AudioOptions, ExportMeasure, ExportRequest } from '../../contract/export-api.ts';
import { soundRate } from '../audio/names.ts';
import { resolveClip } from './clip-range.ts';
import { choose, type Chosen } from './selection.ts';
import type { ExportShelf } from './shelf.ts';

/** Conversations that are looked at before the host may do something else. */
const AT_ONCE = 200;
/** Of a turn in a text format; JSON has its words too. */
const TEXT_BYTES = 150;
const JSON_BYTES = 3000;
/** Of a conversation in the manifest, with its configuration. */
const MANIFEST_BYTES = 6000;
/** FLAC of speech with silence against PCM. */
const FLAC_SHARE = 0.35;
/** Bytes per second of a channel. */
const OPUS_RATE = 8000;

/** What an export would be. Of a clip: of that part. */
export async function measure(shelf: ExportShelf, request: ExportRequest): Promise<ExportMeasure> {
  const { chosen } = await choose(shelf, request.selection);
  const measured: ExportMeasure = {
    ...{ conversations: chosen.length, durationMs: 0, bytes: 0, withoutAudio: 0, withoutStems: 0 },
  };
  for (const [index, one] of chosen.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
    add(measured, { one, shelf, request });
  }
  return measured;
}

interface Measured {
  one: Chosen;
  shelf: ExportShelf;
  request: ExportRequest;
}

function add(measured: ExportMeasure, { one, shelf, request }: Measured): void {
  const recordings = shelf.recordings(one.id);
  const local = recordings.find(({ kind }) => kind === 'local');
  const hasStems = recordings.some(({ kind }) => kind === 'stems');
  const durationMs = local ? lengthOf(local.durationMs, { one, shelf, request }) : 0;
  measured.durationMs += durationMs;
  if (!local) measured.withoutAudio += 1;
  if (!hasStems) measured.withoutStems += 1;
  const { texts, audio, augment } = request.options;
  const files = audio === null ? 0 : audio.stems && hasStems ? 2 : 1;
  measured.bytes += MANIFEST_BYTES;
  if (audio) measured.bytes += Math.round(files * durationMs * perMs(audio, augment));
  for (const text of texts) {
    measured.bytes += one.turnCount * (text === 'json' ? JSON_BYTES : TEXT_BYTES);
  }
}

function lengthOf(durationMs: number, { one, shelf, request: { clip } }: Measured): number {
  if (!clip) return durationMs;
  const { fromMs, toMs } = resolveClip(shelf.get(one.id), clip);
  return toMs - fromMs;
}

/** Bytes per ms of recording. */
function perMs(audio: AudioOptions, augment: ExportRequest['options']['augment']): number {
  const channels = audio.layout === 'mix' ? 1 : 2;
  if (audio.encoding === 'opus') return (channels * OPUS_RATE) / 1000;
  const pcm = (channels * 2 * soundRate(audio, augment)) / 1000;
  return audio.encoding === 'flac' ? pcm * FLAC_SHARE : pcm;
}
