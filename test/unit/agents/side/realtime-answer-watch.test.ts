import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AnswerWatch } from '../../../../src/agents/side/realtime/answer-watch.ts';

const TIMEOUT_MS = 1000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const onStall = vi.fn();
  return { onStall, watch: new AnswerWatch(TIMEOUT_MS, onStall) };
}

it('an answer is waited for as long as something of it comes', () => {
  const { onStall, watch } = watched();
  watch.take('response.created');
  for (let i = 0; i < 5; i++) {
    vi.advanceTimersByTime(TIMEOUT_MS - 1);
    watch.take('response.output_audio.delta');
  }
  expect(onStall).not.toHaveBeenCalled();
  vi.advanceTimersByTime(TIMEOUT_MS - 1);
  // What the server hears is no part of its answer.
  watch.take('conversation.item.input_audio_transcription.completed');
  vi.advanceTimersByTime(1);
  expect(onStall).toHaveBeenCalledTimes(1);
});

it('nothing is waited for before an answer, after its end, and when nobody wants it', () => {
  const { onStall, watch } = watched();
  watch.take('session.created');
  watch.take('response.output_audio.delta');
  vi.advanceTimersByTime(TIMEOUT_MS);
  watch.take('response.created');
  watch.take('response.done');
  vi.advanceTimersByTime(TIMEOUT_MS);
  watch.take('response.created');
  watch.stop();
  // It may still be under way when the server hears of that.
  watch.take('response.output_audio.delta');
  vi.advanceTimersByTime(TIMEOUT_MS);
  expect(onStall).not.toHaveBeenCalled();
});
