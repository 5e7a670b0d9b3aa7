import type {
  DocumentRecording,
  LoggedConversation,
} from '../../contract/conversation-document.ts';
import type { AudioOptions } from '../../contract/export-api.ts';
import type { ResolvedAugment } from '../audio/augment/resolve.ts';
import { audioNames, outputRate } from '../audio/names.ts';

const FORMATS = { wav: 'wav', flac: 'flac', opus: 'ogg' } as const;

/** The name of the stems' files, without ending. */
export function stemsName(name: string): string {
  return `${name}.stems`;
}

interface Rendered {
  files: readonly { name: string; bytes: number; sha256: string }[];
  /** Null: no audio was wanted. */
  audio: AudioOptions | null;
  augment: ResolvedAugment | null;
  /** Of the recording's files, without ending. */
  name: string;
}

/** The audio files of an export as the JSON document beside them names them. */
export function documentRecordings(
  { recordings }: LoggedConversation,
  { files, audio, augment, name }: Rendered,
): DocumentRecording[] {
  if (audio === null) return [];
  return recordings.flatMap((recording) => {
    const isLocal = recording.kind === 'local';
    const { sides } = audioNames(isLocal ? name : stemsName(name), audio);
    const sampleRate = outputRate(audio, isLocal ? augment : null);
    const channelIn = (file: string) => ({
      a: sides.a.path === file ? sides.a.channel : null,
      b: sides.b.path === file ? sides.b.channel : null,
    });
    return files
      .map((file) => ({ file, held: channelIn(file.name) }))
      .filter(({ held }) => held.a !== null || held.b !== null)
      .map(({ file: { name: path, bytes, sha256 }, held }) => ({
        ...recording,
        ...{ path, bytes, sha256, sampleRate, format: FORMATS[audio.encoding], sides: held },
        channels: audio.layout === 'stereo' ? 2 : 1,
      }));
  });
}
