import type { FakeOpenAi } from './fake-openai/index.ts';
import { LoneSide } from './lone-side.ts';

/** A side of three stages without a room. */
export class PipelineSide extends LoneSide {
  constructor(fake: FakeOpenAi) {
    const server = { provider: 'openai-compatible', baseUrl: fake.baseUrl } as const;
    super({
      kind: 'pipeline',
      llm: { ...server, model: 'thinker' },
      stt: { ...server, model: 'ear', mode: 'batch' },
      tts: { ...server, model: 'speaker', voice: 'alloy' },
    });
  }
}
