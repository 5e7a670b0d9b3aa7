import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ErrorData, StudioError } from '../../src/contract/errors.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { chooseServerPorts } from '../../src/main/livekit/ports.ts';
import { probe } from '../../src/main/livekit/probe.ts';
import { isAlive, memoryLog, untilGone } from '../fixtures/children/support.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';

const QUICK = { firstDelayMs: 5, maxDelayMs: 20, maxExits: 3, windowMs: 60_000 };

let server: EmbeddedServer;
afterEach(() => server.stop());

describe('start', () => {
  test('answers under fresh keys of 32 and more characters, and says how it is', async () => {
    server = await embeddedServer();
    const connection = await server.start();
    await probe(connection);
    expect(connection.kind).toBe('local');
    expect(connection.apiSecret.length).toBeGreaterThanOrEqual(32);
    const state = server.state();
    expect(state).toMatchObject({ process: 'up', url: connection.url, restarts: 0 });
    expect(state.startedInMs).toBeGreaterThan(0);
    expect(JSON.stringify(state)).not.toContain(connection.apiSecret);
    expect(await server.start()).toEqual(connection);
  });

  test('two servers at once have ports and keys of their own', async () => {
    server = await embeddedServer();
    const other = await embeddedServer();
    try {
      const [one, two] = await Promise.all([server.start(), other.start()]);
      expect(one.url).not.toBe(two.url);
      expect(one.apiSecret).not.toBe(two.apiSecret);
      const crossed = probe({ ...one, apiSecret: two.apiSecret });
      await expect(crossed).rejects.toMatchObject({ data: { code: 'livekit-unauthorized' } });
    } finally {
      await other.stop();
    }
  });

  test('keys stand in no command line and in no log', async () => {
    const { log, lines } = memoryLog();
    server = await embeddedServer({ log });
    const { apiKey, apiSecret } = await server.start();
    await probe({ ...server.connection(), apiSecret: 'x'.repeat(32) }).catch(() => undefined);
    const commands = execFileSync('ps', ['-A', '-o', 'args'], { encoding: 'utf8' });
    await server.stop();
    for (const secret of [apiKey, apiSecret]) expect(commands).not.toContain(secret);
    expect(lines.join('')).not.toContain(apiSecret);
    expect(lines.join('')).toContain('error handling request');
    expect(lines.join('')).not.toContain('eyJ');
  });

  test.runIf(process.platform === 'linux')('listens on the loopback address only', async () => {
    server = await embeddedServer();
    await server.start();
    const { ports } = server.state();
    expect(listenersOf(server.state().pid ?? 0)).toEqual([
      `127.0.0.1:${ports?.http}/tcp`,
      `127.0.0.1:${ports?.rtc}/udp`,
    ]);
  });

  test('a taken port: other ones are tried', async () => {
    const http = createServer().listen(0, '127.0.0.1');
    const udp = createSocket('udp4').bind(0, '127.0.0.1');
    await Promise.all([once(http, 'listening'), once(udp, 'listening')]);
    const address = http.address();
    const takenHttp = typeof address === 'object' && address ? address.port : 0;
    const takenUdp = udp.address().port;
    let attempt = 0;
    server = await embeddedServer({
      policy: QUICK,
      choosePorts: async () => {
        attempt += 1;
        const free = await chooseServerPorts();
        if (attempt === 1) return { ...free, http: takenHttp };
        return attempt === 2 ? { ...free, rtc: takenUdp } : free;
      },
    });
    try {
      await probe(await server.start());
      expect(attempt).toBe(3);
    } finally {
      http.close();
      udp.close();
    }
  });

  test('a program that is no livekit-server: refused, with its words', async () => {
    server = await embeddedServer({ binary: '/no/such/livekit-server', policy: QUICK });
    const error = await server.start().then(
      () => expect.unreachable('should have been refused'),
      (thrown: unknown) => (thrown as StudioError).data,
    );
    expect(error.code).toBe('livekit-failed');
    expect(error.remedy).toBeTruthy();
    expect(server.state().process).toBe('gave-up');
  });
});

describe('life', () => {
  test('kill −9: down is told, and it comes back under the same address and keys', async () => {
    server = await embeddedServer();
    const connection = await server.start();
    const { pid } = server.state();
    const down = new Promise<ErrorData>((resolve) => server.onDown(resolve));
    const up = once(server, 'up');
    process.kill(pid ?? 0, 'SIGKILL');
    expect(await down).toMatchObject({ code: 'connection-lost' });
    expect((await up)[0]).toEqual(connection);
    await probe(connection);
    expect(server.state()).toMatchObject({ process: 'up', restarts: 1 });
    expect(server.state().pid).not.toBe(pid);
  });

  test('kill −9 again and again: given up with what to do', async () => {
    server = await embeddedServer({ policy: QUICK });
    await server.start();
    const gaveUp = once(server, 'gave-up') as Promise<[StudioError]>;
    process.kill(server.state().pid ?? 0, 'SIGKILL');
    server.on('up', () => process.kill(server.state().pid ?? 0, 'SIGKILL'));
    const [{ data }] = await gaveUp;
    expect(data.code).toBe('livekit-failed');
    expect(data.remedy).toBeTruthy();
  });

  test('stop: the process is gone and its ports are free', async () => {
    server = await embeddedServer();
    const connection = await server.start();
    const { pid } = server.state();
    await server.stop();
    expect(isAlive(pid ?? 0)).toBe(false);
    await expect(probe(connection)).rejects.toMatchObject({
      data: { code: 'livekit-unreachable' },
    });
    expect(server.state().process).toBe('stopped');
  });

  // One that never answers is still starting whenever it is stopped.
  test('stop while it starts leaves nothing', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'duologue-mute-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const binary = join(directory, 'mute-server');
    writeFileSync(binary, '#!/bin/sh\nexec sleep 1000\n', { mode: 0o755 });
    server = await embeddedServer({ binary });
    const starting = server.start().catch((thrown: unknown) => (thrown as StudioError).data.code);
    const launched = await pidOnceStarted(server);
    await server.stop();
    expect(await starting).toBe('cancelled');
    await untilGone([launched]);
  });
});

/** The pid of livekit-server as soon as there is one. */
async function pidOnceStarted(starting: EmbeddedServer): Promise<number> {
  for (;;) {
    const { pid } = starting.state();
    if (pid !== undefined) return pid;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** `address:port/protocol` of everything a process listens on (Linux). */
function listenersOf(pid: number): string[] {
  const sockets = execFileSync('ls', ['-l', `/proc/${pid}/fd`], { encoding: 'utf8' });
  const inodes = new Set([...sockets.matchAll(/socket:\[(\d+)\]/g)].map(([, inode]) => inode));
  const listening = { tcp: '0A', tcp6: '0A', udp: '07', udp6: '07' };
  return Object.entries(listening).flatMap(([table, state]) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((row) => row.trim().split(/\s+/))
      .filter((row) => row[3] === state && inodes.has(row[9]))
      .map((row) => `${readAddress(row[1] ?? '')}/${table}`),
  );
}

/** `0100007F:1F90` of /proc/net/tcp as `127.0.0.1:8080`. */
function readAddress(hex: string): string {
  const [address = '', port = ''] = hex.split(':');
  const bytes = address.match(/../g) ?? [];
  const host = bytes.length === 4 ? bytes.reverse().map((byte) => parseInt(byte, 16)) : bytes;
  return `${host.join('.')}:${parseInt(port, 16)}`;
}
