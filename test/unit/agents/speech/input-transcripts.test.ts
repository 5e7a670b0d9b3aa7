import { describe, expect, it, vi } from 'vitest';
import {
  InputTranscripts,
  transcriptionAmounts,
} from '../../../../src/agents/speech/input-transcripts.ts';

const PREFIX = 'conversation.item.input_audio_transcription';
const committed = (item_id: string) => ({ type: 'input_audio_buffer.committed', item_id });
const completed = (item_id: string, transcript: string, usage?: object) => ({
  ...{ type: `${PREFIX}.completed`, item_id, transcript, usage },
});

describe('InputTranscripts', () => {
  it('gives each commit its words, in whatever order they come', async () => {
    const transcripts = new InputTranscripts(vi.fn());
    const [first, second] = [transcripts.expect(), transcripts.expect()];
    transcripts.take(committed('i1'));
    transcripts.take(committed('i2'));
    transcripts.take(completed('i2', 'second'));
    transcripts.take(completed('i1', 'first'));
    expect(await Promise.all([first.text, second.text])).toEqual(['first', 'second']);
    expect(first.eventId).not.toBe(second.eventId);
  });

  it('takes them in order from servers that name no items', async () => {
    const transcripts = new InputTranscripts(vi.fn());
    const [first, second] = [transcripts.expect(), transcripts.expect()];
    transcripts.take(completed('i1', 'first'));
    transcripts.take(completed('i2', 'second'));
    expect(await Promise.all([first.text, second.text])).toEqual(['first', 'second']);
  });

  it('a commit that is refused is out of the order', async () => {
    const transcripts = new InputTranscripts(vi.fn());
    const [first, second] = [transcripts.expect(), transcripts.expect()];
    const refused = expect(first.text).rejects.toThrow('buffer too small');
    transcripts.take({
      type: 'error',
      error: { message: 'buffer too small', event_id: first.eventId },
    });
    transcripts.take(committed('i2'));
    transcripts.take(completed('i2', 'second'));
    await refused;
    expect(await second.text).toBe('second');
  });

  it('tells of a transcription that failed, and of a connection that went', async () => {
    const transcripts = new InputTranscripts(vi.fn());
    const [failed, lost] = [transcripts.expect(), transcripts.expect()];
    const both = Promise.all([
      expect(failed.text).rejects.toThrow('too noisy'),
      expect(lost.text).rejects.toThrow('gone'),
    ]);
    transcripts.take(committed('i1'));
    transcripts.take({ type: `${PREFIX}.failed`, item_id: 'i1', error: { message: 'too noisy' } });
    transcripts.forget(new Error('gone'));
    await both;
  });

  it('gives up on words that do not come', async () => {
    vi.useFakeTimers();
    try {
      const { text } = new InputTranscripts(vi.fn()).expect();
      const given = expect(text).rejects.toThrow('no transcript came');
      vi.advanceTimersByTime(20_000);
      await given;
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    [
      { type: 'duration', seconds: 3 },
      { requests: 1, audioInputSeconds: 3 },
    ],
    [
      {
        ...{ type: 'tokens', input_tokens: 30, output_tokens: 5 },
        input_token_details: { text_tokens: 4, audio_tokens: 26 },
      },
      { requests: 1, inputTokens: 4, audioInputTokens: 26, outputTokens: 5 },
    ],
    [
      { type: 'tokens', input_tokens: 30, output_tokens: 5 },
      { requests: 1, inputTokens: 0, audioInputTokens: 30, outputTokens: 5 },
    ],
  ])('tells what it used: %j', (usage, amounts) => {
    const onUsage = vi.fn<ConstructorParameters<typeof InputTranscripts>[0]>();
    const transcripts = new InputTranscripts(onUsage);
    transcripts.expect();
    transcripts.take(completed('i1', 'words', usage));
    const [told] = onUsage.mock.calls[0] ?? [];
    expect(told && transcriptionAmounts(told)).toEqual(amounts);
  });
});
