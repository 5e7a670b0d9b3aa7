import { describe, expect, it } from 'vitest';
import { realtimeUrl } from '../../../src/contract/realtime-address.ts';

describe('the address of a Realtime API', () => {
  it.each([
    [undefined, 'wss://api.openai.com/v1/realtime?model=m'],
    ['https://example.org/v1', 'wss://example.org/v1/realtime?model=m'],
    ['http://localhost:8000/v1/', 'ws://localhost:8000/v1/realtime?model=m'],
    ['https://x.openai.azure.com/openai/v1', 'wss://x.openai.azure.com/openai/v1/realtime?model=m'],
  ])('%s', (baseUrl, url) => {
    expect(realtimeUrl({ baseUrl, model: 'm', use: 'realtime' })).toBe(url);
  });

  it.each([
    [undefined, 'wss://api.openai.com/v1/realtime?intent=transcription'],
    ['https://api.openai.com/v1', 'wss://api.openai.com/v1/realtime?intent=transcription'],
    ['http://localhost:8000/v1', 'ws://localhost:8000/v1/realtime?intent=transcription&model=m'],
  ])('%s, to transcribe: OpenAI itself refuses the model there', (baseUrl, url) => {
    expect(realtimeUrl({ baseUrl, model: 'm', use: 'transcription' })).toBe(url);
  });
});
