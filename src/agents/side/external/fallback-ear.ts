import * as openai from '@livekit/agents-plugin-openai';
import { AudioFrame } from '@livekit/rtc-node';
import type { KeyRing } from '../../../contract/key-ring.ts';
import type { SideJob } from '../../../contract/worker-messages.ts';
import { clientFor } from '../../speech/clients.ts';
import { patiently } from '../../speech/patiently.ts';
import { LISTENING_RATE } from '../../turn-taking/listening-rate.ts';
import { meteredFetch } from '../usage-meter.ts';
import type { ReportUsage } from '../usage-reports.ts';

/** Turns 16 kHz mono audio of the agent into words. */
export interface FallbackEar {
  words(pcm: readonly Int16Array[], signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

/** Our own ear for an agent that publishes no words; undefined where there is none. */
export function makeFallbackEar(
  { conversationId, side, peer }: SideJob,
  keys: KeyRing,
  onUsage: ReportUsage,
): FallbackEar | undefined {
  if (peer.kind !== 'external' || !peer.stt) return undefined;
  const stage = peer.stt;
  const client = clientFor(stage, { conversationId, side, keys, fetch: meteredFetch(onUsage) });
  const recogniser = new openai.STT({
    client,
    apiKey: client.apiKey ?? '', // asked for even where a client is given
    model: stage.model,
    language: stage.language ?? 'en',
    useRealtime: false,
    vad: null,
  });
  // Without a listener an emitter throws; the failure reaches whoever awaits the words.
  recogniser.on('error', () => {});
  return {
    words: async (pcm, signal) => {
      const frame = frameOf(pcm);
      const event = await patiently(() => recogniser.recognize(frame, signal), signal);
      return event.alternatives?.[0]?.text.trim() ?? '';
    },
    close: () => recogniser.close(),
  };
}

function frameOf(pcm: readonly Int16Array[]): AudioFrame {
  const whole = new Int16Array(pcm.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of pcm) {
    whole.set(part, at);
    at += part.length;
  }
  return new AudioFrame(whole, LISTENING_RATE, 1, whole.length);
}
