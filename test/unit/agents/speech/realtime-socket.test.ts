import {
  APIConnectionError,
  APIStatusError,
  APITimeoutError,
  initializeLogger,
} from '@livekit/agents';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { realtimeFault } from '../../../../src/agents/side/realtime/faults.ts';
import { Line } from '../../../../src/agents/side/realtime/line.ts';
import { JsonSocket } from '../../../../src/agents/speech/json-socket.ts';
import { openRealtimeSocket } from '../../../../src/agents/speech/realtime-socket.ts';
import { FakeOpenAi, type Behaviour } from '../../../support/fake-openai/index.ts';

const ABOUT = { name: 'Maya', model: 'gpt-realtime', server: 'example.org' };

describe('the connection to a Realtime API', () => {
  let fake: FakeOpenAi | undefined;
  const signal = new AbortController().signal;
  beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));
  afterEach(() => fake?.close());

  async function connect(behaviour: Behaviour, timeoutMs = 30_000) {
    fake = await FakeOpenAi.start();
    fake.behave('realtime', behaviour);
    const place = { baseUrl: fake.baseUrl, model: 'gpt-realtime', use: 'realtime' } as const;
    return openRealtimeSocket({ ...place, key: undefined, timeoutMs }, signal);
  }

  it('stands with the first event of the server, which a late listener still gets', async () => {
    const socket = await connect({ kind: 'normal' });
    const [first] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(first.toString())).toMatchObject({ type: 'session.created' });
    socket.close();
  });

  it.each([
    ['is taken and stays silent', { kind: 'silent' }, APITimeoutError, 'timeout'],
    [
      'is taken and dies at once',
      { kind: 'cut', afterBytes: 0 },
      APIConnectionError,
      'provider-unreachable',
    ],
    [
      'is answered with 404',
      { kind: 'status', status: 404 },
      APIStatusError,
      'provider-model-missing',
    ],
    ['speaks no JSON', { kind: 'garbage' }, APIConnectionError, 'provider-unreachable'],
  ] as const)('that %s is none', async (_what, behaviour, error, code) => {
    const patienceMs = behaviour.kind === 'silent' ? 300 : undefined;
    const failure: unknown = await connect(behaviour, patienceMs).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(failure).toBeInstanceOf(error);
    const fault = realtimeFault(failure, ABOUT);
    expect(fault.code).toBe(code);
    expect(fault.message).toContain('Speech-to-speech of Maya (model "gpt-realtime")');
    await expect.poll(() => fake?.openSockets).toBe(0);
  });

  it('silent, it is not tried again, and that is told once', async () => {
    fake = await FakeOpenAi.start();
    fake.behave('realtime', { kind: 'silent' });
    const { baseUrl } = fake;
    const onFault = vi.fn();
    const place = { baseUrl, model: 'gpt-realtime', use: 'realtime' } as const;
    const address = { ...place, key: undefined, timeoutMs: 2000 };
    const line = new Line({ open: (ended) => openRealtimeSocket(address, ended), onFault });
    await expect(line.connect()).rejects.toBeInstanceOf(APITimeoutError);
    expect(onFault).toHaveBeenCalledTimes(1);
    expect(onFault).toHaveBeenCalledWith(expect.any(APITimeoutError), true);
    expect(fake.of('realtime')).toHaveLength(1);
  });

  it('is given up when nobody is there any more at its other end', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const socket = new JsonSocket(`ws://127.0.0.1:${port}`, { beatMs: 50 });
    await once(socket, 'close');
    server.close();
  });

  it('stays while its other end answers', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    // The beats wait for the answers, however busy this machine is.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const socket = new JsonSocket(`ws://127.0.0.1:${port}`, { beatMs: 1000 });
    await once(socket, 'open');
    for (let beats = 0; beats < 5; beats++) {
      const answer = once(socket, 'pong');
      vi.advanceTimersByTime(1000);
      await answer;
    }
    expect(socket.readyState).toBe(socket.OPEN);
    vi.useRealTimers();
    socket.terminate();
    server.close();
  });
});
