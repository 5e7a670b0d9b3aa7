import { describe, expect, it } from 'vitest';
import type { SttStage } from '../../../../src/contract/provider.ts';
import { transcriptionSession } from '../../../../src/agents/speech/transcription-session.ts';

const stage: SttStage = { provider: 'openai', model: 'gpt-4o-transcribe', language: 'pt-BR' };

describe('a session that only transcribes', () => {
  it.each([
    ['gpt-4o-transcribe', { language: 'pt' }],
    ['gpt-realtime-whisper', { language: 'pt' }],
    ['gpt-transcribe', { languages: ['pt'] }],
    ['gpt-live-transcribe', { languages: ['pt'] }],
  ])('tells %s of the language as it wants it', (model, hint) => {
    expect(transcriptionSession({ ...stage, model })).toMatchObject({
      session: { audio: { input: { transcription: { model, ...hint } } } },
    });
    const other = 'language' in hint ? 'languages' : 'language';
    expect(JSON.stringify(transcriptionSession({ ...stage, model }))).not.toContain(`"${other}"`);
  });

  it('says nothing of a language that is not set', () => {
    const { language: _, ...unset } = stage;
    expect(JSON.stringify(transcriptionSession(unset))).not.toContain('language');
  });
});
