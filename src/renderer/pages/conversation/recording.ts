import type { Conversation, Recording } from '../../../contract/conversation.ts';

/** The recording that is played; undefined when there is none. */
export function localRecording({
  recordings,
}: Pick<Conversation, 'recordings'>): Recording | undefined {
  return recordings.find((recording) => recording.kind === 'local');
}

/** What each voice made before the network; undefined when there is none. */
export function stemsOf({ recordings }: Pick<Conversation, 'recordings'>): Recording | undefined {
  return recordings.find((recording) => recording.kind === 'stems');
}

/** "Stereo WAV, 48 kHz". */
export function recordingFormat({ format, channels, sampleRate }: Recording): string {
  const width = channels === 1 ? 'Mono' : channels === 2 ? 'Stereo' : `${channels} channels`;
  return `${width} ${format.toUpperCase()}, ${sampleRate / 1000} kHz`;
}

/** How much of it is silence because nothing could be recorded, ms. */
export function holesMs({ holes }: Recording): number {
  return holes.reduce((sum, hole) => sum + hole.endMs - hole.startMs, 0);
}
