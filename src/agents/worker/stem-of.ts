import { join } from 'node:path';
import { stemFileName } from '../../contract/stem-file.ts';
import type { SideJob } from '../../contract/worker-messages.ts';
import { StemWriter } from '../side/stem-writer.ts';
import { SPEECH_RATE } from '../speech/streaming-tts.ts';

/**
 * Keeps what a side plays in the folder of its conversation; undefined without a folder of recordings,
 * and for an id that is none of ours: the job came over the network, and must not lead out of it.
 */
export function stemOf(
  { conversationId, side }: Pick<SideJob, 'conversationId' | 'side'>,
  recordings: string | undefined,
  onError: (error: Error) => void,
): StemWriter | undefined {
  if (recordings === undefined || !/^[\w-]+$/.test(conversationId)) return undefined;
  const path = join(recordings, conversationId, stemFileName(side));
  return new StemWriter({ path, sampleRate: SPEECH_RATE, onError });
}
