import { beforeEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../src/contract/settings.ts';
import { call, FakeStudio } from './fakes.ts';

let studio: FakeStudio;
beforeEach(() => {
  studio = new FakeStudio();
  studio.settings = settingsSchema.parse({
    connections: [
      { id: 'cloud', name: 'My cloud', url: 'wss://my.livekit.cloud' },
      { id: 'broken', name: 'Old one', url: 'ws://old:7880' },
    ],
  });
  studio.place.environmentConnection = { url: 'wss://env.example', hasKeys: true };
  studio.place.secrets = [
    { name: 'livekit-key:cloud', source: 'kept' },
    { name: 'livekit-secret:cloud', source: 'kept' },
    { name: 'livekit-key:broken', source: 'none' },
  ];
  studio.place.effective.connection = {
    ...{ kind: 'remote', id: 'cloud', name: 'My cloud', url: 'wss://my.livekit.cloud' },
  };
});

const run = (...argv: string[]) => call(argv, { studio });

describe('connections', () => {
  it('lists them, with the one in use and what is missing', async () => {
    const { code, stdout } = await run('connections');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      '   local        This computer  embedded server',
      '   environment  Environment    wss://env.example',
      '●  cloud        My cloud       wss://my.livekit.cloud',
      '   broken       Old one        ws://old:7880 (no key and no secret)',
      '',
    ]);
    expect(studio.tested).toEqual([]);
  });

  it('names what is missing', async () => {
    studio.place.secrets.push({ name: 'livekit-key:broken', source: 'kept' });
    expect((await run('connections')).stdout).toContain('ws://old:7880 (no secret)\n');
    studio.place.environmentConnection = { url: 'wss://env.example', hasKeys: false };
    expect((await run('connections')).stdout).toContain(
      'wss://env.example (LIVEKIT_API_KEY or LIVEKIT_API_SECRET is not set)\n',
    );
    const { connections } = JSON.parse((await run('connections', '--json')).stdout) as {
      connections: object[];
    };
    expect(connections[3]).toMatchObject({ hasKeys: false, missing: ['secret'] });
  });

  it('as JSON', async () => {
    const { stdout } = await run('connections', '--json');
    const { connections } = JSON.parse(stdout) as { connections: object[] };
    expect(connections[2]).toEqual({
      ...{ id: 'cloud', name: 'My cloud', url: 'wss://my.livekit.cloud' },
      ...{ hasKeys: true, inUse: true },
    });
  });

  it('tests each when asked to, and fails when one does not work', async () => {
    const { code, stdout } = await run('connections', '--test');
    expect(code).toBe(1);
    expect(studio.tested).toEqual([
      { kind: 'local' },
      ...['environment', 'cloud', 'broken'].map((id) => ({ kind: 'remote', id })),
    ]);
    expect(stdout).toContain('✔ It answers.');
    expect(stdout).toContain('✖ Nobody is there.\n    → Check the address.');
  });
});

describe('--connection', () => {
  it('is handed to the engine', async () => {
    const { opened } = await run('list', '--connection', 'My cloud');
    expect(opened[0]).toMatchObject({ connection: 'My cloud' });
    expect((await run('list')).opened[0]).not.toHaveProperty('connection');
    // Only what runs something has to reach it.
    expect((await run('list')).opened[0]).not.toHaveProperty('mustConnect');
    const { opened: forRun } = await run('run', '--scenario', 'late-parcel');
    expect(forRun[0]).toMatchObject({ mustConnect: true });
  });

  it('that leads elsewhere is the first line of a run; this computer is not worth one', async () => {
    const { stderr } = await run('run', '--scenario', 'late-parcel');
    expect(stderr.split('\n')[0]).toBe('LiveKit: My cloud (wss://my.livekit.cloud)');
    studio.place.effective.connection = { kind: 'local' };
    expect((await run('run', '--scenario', 'late-parcel')).stderr).not.toContain('LiveKit:');
    expect((await run('run', '--scenario', 'late-parcel', '-q')).stderr).toBe('');
    studio.provider = 'openai';
    const first = async (...more: string[]) =>
      (await run('run', '--scenario', 'late-parcel', ...more)).stderr.split('\n')[0];
    expect(await first()).toBe('provider: openai');
    expect(await first('--provider', 'rehearsal')).not.toContain('provider');
  });

  it('says what is chosen in the window only, unless the command line chooses itself', async () => {
    studio.place.effective.connection = { kind: 'local' };
    studio.settings.provider = 'openai';
    studio.settings.connection = { kind: 'remote', id: 'cloud' };
    const first = async (...more: string[]) =>
      (await run('run', '--scenario', 'late-parcel', ...more)).stderr.split('\n')[0];
    expect(await first()).toBe(
      'What is chosen in the studio holds there only; for the same here: --provider openai --connection cloud',
    );
    expect(await first('--provider', 'rehearsal')).toMatch(/: --connection cloud$/u);
    expect(await first('--provider', 'rehearsal', '--connection', 'local')).not.toContain('studio');
    expect(await first('-q')).toBe('');
  });
});
