import { describe, expect, it } from 'vitest';
import { knownVoices } from '../../../src/main/providers/known-voices.ts';
import { VOICES } from '../../../src/rehearsal/voice/voices.ts';

describe('the known voices', () => {
  it('of the rehearsal provider are those that it has, and are told as synthetic', () => {
    const voices = knownVoices('rehearsal');
    expect(voices.map(({ id }) => id)).toEqual(VOICES.map(({ name }) => name));
    expect(voices).toHaveLength(12);
    expect(voices[0]).toEqual({
      id: 'birch',
      label: 'Birch',
      description: 'Clear and friendly, at an even pace; American, female, synthetic',
    });
  });

  it('of an own server are told as what they are: usual names', () => {
    const [openai, own] = [knownVoices('openai'), knownVoices('openai-compatible')];
    expect(own.map(({ id }) => id)).toEqual(openai.map(({ id }) => id));
    expect(own.every(({ description }) => description.includes('usual name'))).toBe(true);
    expect(openai.some(({ description }) => description.includes('usual name'))).toBe(false);
  });
});
