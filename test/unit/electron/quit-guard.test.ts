import { describe, expect, it, vi } from 'vitest';
import { QuitGuard, quitQuestion } from '../../../src/main/hosts/electron/quit-guard.ts';

function arrange({ running = 0, answer = true }) {
  const ports = {
    running: vi.fn(async () => running),
    ask: vi.fn(async () => answer),
    stay: vi.fn(),
    close: vi.fn(async () => undefined),
    quit: vi.fn(),
  };
  const guard = new QuitGuard(ports);
  const wish = () => {
    const preventDefault = vi.fn();
    guard.handle({ preventDefault });
    return preventDefault;
  };
  return { ports, wish };
}

describe('QuitGuard', () => {
  it('finalises and quits without a question when nothing runs', async () => {
    const { ports, wish } = arrange({});
    expect(wish()).toHaveBeenCalled();
    await vi.waitFor(() => expect(ports.quit).toHaveBeenCalledTimes(1));
    expect(ports.ask).not.toHaveBeenCalled();
    expect(ports.close).toHaveBeenCalledTimes(1);
    expect(wish()).not.toHaveBeenCalled();
  });

  it('asks when conversations run, and closes before it quits', async () => {
    const { ports, wish } = arrange({ running: 2 });
    wish();
    wish();
    await vi.waitFor(() => expect(ports.quit).toHaveBeenCalledTimes(1));
    expect(ports.ask).toHaveBeenCalledExactlyOnceWith(2);
    expect(ports.close.mock.invocationCallOrder[0]).toBeLessThan(
      ports.quit.mock.invocationCallOrder[0]!,
    );
  });

  it('stays when the user wants to, and asks again the next time', async () => {
    const { ports, wish } = arrange({ running: 1, answer: false });
    wish();
    await vi.waitFor(() => expect(ports.ask).toHaveBeenCalledTimes(1));
    await Promise.resolve();
    expect(ports.close).not.toHaveBeenCalled();
    // The window may be what was closed.
    await vi.waitFor(() => expect(ports.stay).toHaveBeenCalledTimes(1));
    expect(wish()).toHaveBeenCalled();
    await vi.waitFor(() => expect(ports.ask).toHaveBeenCalledTimes(2));
    expect(ports.quit).not.toHaveBeenCalled();
  });

  it('stays when the question can not be asked, and asks again the next time', async () => {
    const { ports, wish } = arrange({ running: 1 });
    ports.ask.mockRejectedValueOnce(new Error('no window'));
    wish();
    await vi.waitFor(() => expect(ports.stay).toHaveBeenCalledTimes(1));
    expect(ports.close).not.toHaveBeenCalled();
    wish();
    await vi.waitFor(() => expect(ports.quit).toHaveBeenCalledTimes(1));
  });

  it('lets the user go when the engine fails', async () => {
    const { ports, wish } = arrange({});
    ports.running.mockRejectedValue(new Error('broken'));
    ports.close.mockRejectedValue(new Error('broken'));
    wish();
    await vi.waitFor(() => expect(ports.quit).toHaveBeenCalledTimes(1));
  });

  it('speaks of one and of many', () => {
    expect(quitQuestion(1).message).toBe('A conversation is running.');
    expect(quitQuestion(3).message).toBe('3 conversations are running.');
  });
});
