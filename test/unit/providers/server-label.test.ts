import { describe, expect, it } from 'vitest';
import { isOpenaiItself, serverLabel } from '../../../src/main/providers/server-label.ts';

describe('who is asked', () => {
  it.each([
    [undefined, 'OpenAI'],
    ['https://api.openai.com/v1/', 'OpenAI'],
    ['https://api.groq.com/openai/v1', 'Groq'],
    ['http://localhost:11434/v1', 'Ollama at http://localhost:11434'],
    ['http://127.0.0.1:8880/v1', 'Kokoro-FastAPI at http://127.0.0.1:8880'],
    ['http://[::1]:8880/v1', 'Kokoro-FastAPI at http://[::1]:8880'],
    // vLLM and speaches both listen there by default.
    ['http://localhost:8000/v1', 'http://localhost:8000'],
    ['https://my.server:8000/v1', 'https://my.server:8000'],
    ['http://192.168.1.9:11434/v1', 'http://192.168.1.9:11434'],
    ['nonsense', 'nonsense'],
  ] as const)('%s is %s', (baseUrl, label) => {
    expect(serverLabel(baseUrl)).toBe(label);
  });

  it('is OpenAI itself at its own address alone', () => {
    expect([undefined, 'https://api.openai.com/v1'].map(isOpenaiItself)).toEqual([true, true]);
    for (const url of ['https://api.openai.com.evil.test/v1', 'http://api.openai.com/v1', 'x'])
      expect(isOpenaiItself(url)).toBe(false);
  });
});
