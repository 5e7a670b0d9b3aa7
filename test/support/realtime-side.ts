import type { Realtime } from '../../src/contract/provider.ts';
import type { FakeOpenAi } from './fake-openai/index.ts';
import { LoneSide } from './lone-side.ts';

export const KEY = 'sk-canary-0123456789abcdef';

/** A speech-to-speech side without a room. */
export class RealtimeSide extends LoneSide {
  constructor(fake: FakeOpenAi, player: Partial<Realtime> = {}) {
    const realtime: Realtime = {
      kind: 'realtime',
      provider: 'openai-compatible',
      baseUrl: fake.baseUrl,
      model: 'gpt-realtime',
      voice: 'marin',
      transcriptionModel: 'gpt-4o-mini-transcribe',
      language: 'en-US',
      ...player,
    };
    super(realtime, { [new URL(fake.baseUrl).origin]: KEY });
  }
}
