import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examine } from '../../../src/main/doctor/doctor.ts';
import {
  keyFinding,
  nodeFinding,
  settingsFinding,
  spaceFinding,
} from '../../../src/main/doctor/machine.ts';
import { rehearsalFinding } from '../../../src/main/doctor/rehearsal.ts';
import { Arrangement } from '../studio/arrange.ts';

describe('findings about the machine', () => {
  it('want Node 24', () => {
    expect(nodeFinding('24.1.0').verdict).toBeUndefined();
    expect(nodeFinding('20.19.0')).toMatchObject({ verdict: 'fault' });
  });

  it('warn of little space and refuse none', () => {
    const gigabyte = 1e9;
    expect(spaceFinding('/data', 50 * gigabyte)).toEqual({ note: '/data, 50.0 GB free' });
    expect(spaceFinding('/data', gigabyte).verdict).toBe('attention');
    expect(spaceFinding('/data', 1000).verdict).toBe('fault');
  });

  it('never show a key, and find nothing wrong with having none', () => {
    expect(keyFinding({ env: {} })).toEqual({ note: expect.stringContaining('no key for OpenAI') });
    const finding = keyFinding({ env: { OPENAI_API_KEY: 'sk-canary' } });
    expect(finding.verdict).toBeUndefined();
    expect(JSON.stringify(finding)).not.toContain('canary');
    const env = { OPENAI_BASE_URL: 'https://stranger.example/v1' };
    expect(keyFinding({ env, keys: { openai: 'sk-kept' } }).note).toBe(
      'a key for OpenAI is set, but none for https://stranger.example/v1',
    );
  });
});

describe('findings about the settings', () => {
  it('repeat the first notice', () => {
    expect(settingsFinding([]).verdict).toBeUndefined();
    const notice = { code: 'invalid-input', message: 'Set aside.', remedy: 'Look.' } as const;
    expect(settingsFinding([notice])).toEqual({
      verdict: 'attention',
      note: 'Set aside.',
      remedy: 'Look.',
    });
  });
});

describe('the rehearsal round trip', () => {
  let server: Server;
  let heard = '';
  let status = 200;
  beforeEach(async () => {
    heard = 'Good morning can you hear me on this line';
    status = 200;
    server = createServer((request, response) => {
      request.resume().on('end', () => {
        response.statusCode = status;
        response.end(
          request.url === '/v1/audio/speech' ? 'sound' : JSON.stringify({ text: heard }),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => void server.close());
  const finding = () =>
    rehearsalFinding(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);

  it('is ok when it hears what it spoke', async () => {
    expect((await finding()).verdict).toBeUndefined();
  });

  it('is a fault when it hears something else', async () => {
    heard = 'good morning';
    expect(await finding()).toMatchObject({ verdict: 'fault' });
  });

  it('says what was refused', async () => {
    status = 500;
    await expect(finding()).rejects.toThrow('could not speak (HTTP 500)');
  });
});

describe('an examination', () => {
  let arranged: Arrangement;
  beforeEach(async () => {
    arranged = await Arrangement.make();
  });
  afterEach(async () => {
    await arranged.remove();
  });

  const off = { isOn: false, test: async () => ({ ok: true, note: '', tookMs: 0 }) };

  it('has a line for egress where it is on; that it fails stops no conversation', async () => {
    const { engine, library, settings } = arranged;
    const verdict = { ok: false, note: 'No Redis.', remedy: 'Give it one.', tookMs: 3 };
    const egress = { isOn: true, test: async () => verdict };
    const checks = await examine({ library, engine, settings, egress });
    expect(checks.find(({ name }) => name === 'egress')).toEqual({
      name: 'egress',
      verdict: 'attention',
      note: 'No Redis.',
      remedy: 'Give it one.',
    });
  });

  it('names every part, with a remedy for whatever is not ok, and goes on after a fault', async () => {
    const { engine, library, settings } = arranged;
    engine.failing.workers = {
      code: 'worker-crashed',
      message: 'The worker ended.',
      remedy: 'Mend.',
    };
    const checks = await examine({ library, engine, settings, egress: off });
    expect(checks.map(({ name }) => name)).toEqual([
      'Node',
      'native modules',
      'data directory',
      'library',
      'LiveKit',
      'agent workers',
      'recorder',
      'rehearsal',
      'settings',
      'OpenAI key',
    ]);
    const of = (name: string) => checks.find((one) => one.name === name);
    expect(of('library')).toMatchObject({
      verdict: 'ok',
      note: expect.stringMatching(/^schema \d+, intact, 0 conversations$/),
    });
    expect(of('LiveKit')?.verdict).toBe('ok');
    expect(of('recorder')?.verdict).toBe('ok');
    expect(of('agent workers')).toMatchObject({
      verdict: 'fault',
      note: 'The worker ended.',
      remedy: 'Mend.',
    });
    expect(checks.filter((one) => one.verdict !== 'ok').every((one) => one.remedy)).toBe(true);
    expect(engine.livekitPart.calls.map((call) => call.split(' ')[0])).toEqual([
      'create',
      'remove',
    ]);
  });

  it('finds a LiveKit that forgets its rooms', async () => {
    const { engine, library, settings } = arranged;
    engine.livekitPart.present = undefined;
    const checks = await examine({ library, engine, settings, egress: off });
    expect(checks.find(({ name }) => name === 'LiveKit')).toMatchObject({ verdict: 'fault' });
    expect(engine.livekitPart.calls.at(-1)).toMatch(/^remove/);
  });
});
