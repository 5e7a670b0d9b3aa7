import type { IpcMain } from 'electron';
import pino from 'pino';
import { describe, expect, it, vi } from 'vitest';
import * as channels from '../../../src/contract/desktop-channels.ts';
import type { RpcReply } from '../../../src/contract/rpc.ts';
import { serveBridge } from '../../../src/main/hosts/electron/bridge.ts';
import type { SenderFrame } from '../../../src/main/hosts/electron/trusted-sender.ts';

const OWN: SenderFrame = { url: 'app://studio/', parent: null };

function arrange() {
  type Handler = (event: { senderFrame: SenderFrame | null }, argument?: unknown) => unknown;
  const handlers = new Map<string, Handler>();
  const ipc = {
    handle: (channel: string, handler: Handler) => handlers.set(channel, handler),
  } as unknown as IpcMain;
  const reply: RpcReply = { kind: 'reply', id: 1, ok: true, result: 'done' };
  const ports = {
    answer: vi.fn(async () => reply),
    chooseDirectory: vi.fn(async () => '/chosen'),
    openDirectory: vi.fn(async () => undefined),
    dragOut: vi.fn(async () => undefined),
    log: pino({ level: 'silent' }),
  };
  serveBridge(ipc, ports);
  const invoke = async (channel: string, senderFrame: SenderFrame | null, argument?: unknown) =>
    handlers.get(channel)!({ senderFrame }, argument);
  return { invoke, ports, reply };
}

describe('serveBridge', () => {
  it("answers the page's calls, and its questions to the shell", async () => {
    const { invoke, ports, reply } = arrange();
    const request = { id: 1, method: 'getOverview', args: [] };
    await expect(invoke(channels.CALL_CHANNEL, OWN, request)).resolves.toBe(reply);
    expect(ports.answer).toHaveBeenCalledWith(request);
    await expect(invoke(channels.CHOOSE_DIRECTORY_CHANNEL, OWN)).resolves.toBe('/chosen');
    await invoke(channels.OPEN_DIRECTORY_CHANNEL, OWN, '/exports');
    expect(ports.openDirectory).toHaveBeenCalledWith('/exports');
    await invoke(channels.DRAG_OUT_CHANNEL, OWN, ['one']);
    expect(ports.dragOut).toHaveBeenCalledWith(['one']);
  });

  it.each([
    ['another origin', { url: 'https://evil.test/', parent: null }],
    ['a frame inside the page', { url: 'app://studio/', parent: {} }],
    ['a frame that is gone', null],
  ])('refuses %s on every channel, and no handler runs', async (_, frame) => {
    const { invoke, ports } = arrange();
    for (const channel of [
      channels.CALL_CHANNEL,
      channels.CHOOSE_DIRECTORY_CHANNEL,
      channels.OPEN_DIRECTORY_CHANNEL,
      channels.DRAG_OUT_CHANNEL,
    ]) {
      await expect(invoke(channel, frame, {})).rejects.toThrow('refused');
    }
    expect(ports.answer).not.toHaveBeenCalled();
    expect(ports.chooseDirectory).not.toHaveBeenCalled();
    expect(ports.openDirectory).not.toHaveBeenCalled();
    expect(ports.dragOut).not.toHaveBeenCalled();
  });
});
