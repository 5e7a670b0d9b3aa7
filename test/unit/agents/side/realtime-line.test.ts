import { APIStatusError } from '@livekit/agents';
import { describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { Line, type LineOptions } from '../../../../src/agents/side/realtime/line.ts';

function line() {
  const socket = { close: vi.fn() };
  const open = vi.fn(async () => socket as unknown as WebSocket);
  const onFault = vi.fn<LineOptions['onFault']>();
  return { socket, open, onFault, line: new Line({ open, onFault }) };
}

describe('the line to a speech-to-speech model', () => {
  it('tells of each break and gives up at the fourth with no answer between them', async () => {
    const stage = line();
    await stage.line.connect();
    for (let i = 0; i < 3; i++) await stage.line.connect();
    await expect(stage.line.connect()).rejects.toThrow('broke');
    expect(stage.onFault.mock.calls.map(([, fatal]) => fatal)).toEqual([false, false, false, true]);
    expect(stage.open).toHaveBeenCalledTimes(4);
  });

  it('forgets the breaks when the model has answered', async () => {
    const stage = line();
    await stage.line.connect();
    for (let i = 0; i < 8; i++) {
      await stage.line.connect();
      stage.line.answered();
    }
    expect(stage.onFault.mock.calls.every(([, fatal]) => !fatal)).toBe(true);
  });

  it('a connection that is renewed for its age did not break', async () => {
    const stage = line();
    await stage.line.connect();
    stage.line.renew();
    await stage.line.connect();
    expect(stage.onFault).not.toHaveBeenCalled();
  });

  it('tells why it can’t be had, once, and is not tried again where that is final', async () => {
    const stage = line();
    const refused = new APIStatusError({ message: 'no', options: { statusCode: 401 } });
    stage.open.mockRejectedValue(refused);
    await expect(stage.line.connect()).rejects.toBe(refused);
    expect(stage.onFault.mock.calls).toEqual([[refused, true]]);
    expect(stage.open).toHaveBeenCalledTimes(1);
  });

  it('tells of an answer that had stopped when the other side took the floor', async () => {
    vi.useFakeTimers();
    try {
      const stage = line();
      await stage.line.connect();
      const answer = (...types: string[]) => types.forEach((type) => stage.line.heard(type));
      answer('response.created', 'response.output_audio.delta');
      vi.advanceTimersByTime(4000);
      stage.line.cancelled();
      const [[error, fatal] = []] = stage.onFault.mock.calls;
      expect([error?.message.startsWith('timed out'), fatal]).toEqual([true, false]);
      // Cut off in its midst, before its first sound, and after its end there is nothing to tell.
      answer('response.created', 'response.audio.delta');
      vi.advanceTimersByTime(500);
      stage.line.cancelled();
      answer('response.created', 'response.output_item.added');
      vi.advanceTimersByTime(4000);
      stage.line.cancelled();
      answer('response.created', 'response.audio.delta', 'response.done');
      vi.advanceTimersByTime(4000);
      stage.line.cancelled();
      expect(stage.onFault).toHaveBeenCalledTimes(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('closed, it is neither made nor missed', async () => {
    const stage = line();
    await stage.line.connect();
    stage.line.close();
    await expect(stage.line.connect()).rejects.toThrow();
    expect(stage.socket.close).toHaveBeenCalledTimes(1);
    expect(stage.onFault).not.toHaveBeenCalled();
  });
});
