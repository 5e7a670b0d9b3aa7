import { describe, expect, it } from 'vitest';
import { keyFor, type KeyRing } from '../../../src/contract/key-ring.ts';

const KEYS: KeyRing = {
  openai: 'sk',
  'https://proxy.example': 'own',
  'http://localhost:8000': 'k',
};

describe('the key for a server', () => {
  it.each([
    [undefined, 'sk'],
    ['https://api.openai.com/v1', 'sk'],
    ['https://proxy.example/v1', 'own'],
    ['https://stranger.example/v1', undefined],
    ['http://api.openai.com/v1', undefined],
  ])('is OpenAI’s for OpenAI itself only: %s', (baseUrl, key) => {
    expect(keyFor({ provider: 'openai', baseUrl }, KEYS)).toBe(key);
  });

  it('is its own, and none of the rehearsal', () => {
    const own = { provider: 'openai-compatible', baseUrl: 'http://localhost:8000/v1' } as const;
    expect(keyFor(own, KEYS)).toBe('k');
    expect(keyFor({ ...own, baseUrl: 'http://localhost:8001/v1' }, KEYS)).toBeUndefined();
    expect(keyFor({ ...own, provider: 'rehearsal' }, KEYS)).toBeUndefined();
  });
});
