import { describe, expect, it } from 'vitest';
import { settingsSchema, type SettingsView } from '../../../../src/contract/settings.ts';
import {
  connectionFormOf,
  nameFromEnv,
  withConnection,
  withoutConnection,
  writtenConnection,
  writtenSecrets,
} from '../../../../src/renderer/pages/settings/connection-form.ts';
import { connectionRows } from '../../../../src/renderer/pages/settings/connection-rows.ts';
import { envFileWords } from '../../../../src/renderer/pages/settings/env-file-words.ts';

const CLOUD = { id: 'cloud', name: 'My cloud', url: 'wss://my.livekit.cloud' };
const HOME = { id: 'home', name: 'At home', url: 'ws://home:7880' };
const form = (more: object) => ({ ...connectionFormOf(undefined), ...more });

describe('a connection that is written', () => {
  it('gets an id of its name, and wss:// where no scheme was typed', () => {
    const written = form({ name: ' Office LiveKit ', url: 'office.livekit.cloud' });
    expect(writtenConnection(written, [CLOUD], undefined).connection).toEqual({
      ...{ id: 'office-livekit', name: 'Office LiveKit', url: 'wss://office.livekit.cloud' },
    });
  });

  it('keeps its id when it is changed, also its name', () => {
    const written = { ...connectionFormOf(CLOUD), name: 'Other' };
    expect(writtenConnection(written, [CLOUD, HOME], CLOUD).connection).toEqual({
      ...{ ...CLOUD, name: 'Other' },
    });
  });

  it.each([
    [
      { name: '', url: '' },
      { name: 'It needs a name.', url: 'It needs an address.' },
    ],
    [{ name: 'MY CLOUD', url: 'wss://x' }, { name: 'Another connection has this name.' }],
    [{ name: 'Remote', url: 'wss://x' }, { name: 'This word means something else here.' }],
    [
      { name: 'x', url: 'ftp://x' },
      { url: 'That is not an address. It begins with wss:// or ws://.' },
    ],
    [{ name: 'x', url: 'wss://me:pw@x' }, { url: 'An address holds no name and password.' }],
  ])('%j is refused: %j', (written, problems) => {
    expect(writtenConnection(form(written), [CLOUD], undefined)).toEqual({
      connection: undefined,
      problems,
    });
  });

  it('sets only the keys that were written', () => {
    expect(writtenSecrets(form({ secret: ' s ' }), 'x')).toEqual([
      { name: 'livekit-secret:x', value: 's' },
    ]);
  });
});

describe('the settings', () => {
  const settings = settingsSchema.parse({
    connections: [CLOUD, HOME],
    connection: { kind: 'remote', id: 'cloud' },
  });

  it('take a connection in its place, or at the end', () => {
    const changed = { ...CLOUD, url: 'wss://other' };
    expect(withConnection(settings, changed).connections).toEqual([changed, HOME]);
    const added = { ...HOME, id: 'third' };
    expect(withConnection(settings, added).connections).toEqual([CLOUD, HOME, added]);
  });

  it('go back to this computer when the chosen one is deleted', () => {
    expect(withoutConnection(settings, 'cloud')).toMatchObject({
      connections: [HOME],
      connection: { kind: 'local' },
    });
    expect(withoutConnection(settings, 'home').connection).toEqual(settings.connection);
  });

  it('are listed with what is missing and what is in use', () => {
    const view: SettingsView = {
      settings,
      effective: {
        connection: { kind: 'remote', ...CLOUD },
        provider: 'rehearsal',
        prices: { asOf: '2026-11-23', prices: [] },
      },
      environmentConnection: { url: 'wss://env', hasKeys: false },
      secrets: [
        { name: 'livekit-key:cloud', source: 'kept' },
        { name: 'livekit-secret:cloud', source: 'environment' },
        { name: 'livekit-key:home', source: 'kept' },
      ],
      protection: { level: 'keychain', note: '' },
      ...{ presets: [], notices: [], dataDirectory: '/data' },
    };
    const rows = connectionRows(view).map(({ id, missing, inUse }) => [id, missing, inUse]);
    expect(rows).toEqual([
      ['local', undefined, false],
      ['environment', 'LIVEKIT_API_KEY or LIVEKIT_API_SECRET', false],
      ['cloud', undefined, true],
      ['home', 'API secret', false],
    ]);
  });
});

it.each([
  ['LIVEKIT_URL=wss://calls-x1.livekit.cloud\nA=b', 'calls-x1'],
  ['A=b\nexport LIVEKIT_URL = "ws://10.0.0.2:7880"', '10.0.0.2'],
  ['LIVEKIT_URL=nonsense', 'LiveKit'],
  ['# LIVEKIT_URL=wss://x', 'LiveKit'],
])('the name for %j is %j', (text, name) => {
  expect(nameFromEnv(text)).toBe(name);
});

it('what was taken over is said in a sentence', () => {
  const all = { url: 'x', hasKeys: true, connectionId: 'x', tookOpenaiKey: true, model: 'm' };
  expect(envFileWords(all, 'Calls')).toBe(
    'Taken over: the connection Calls, the key for the language model, and the model m.',
  );
  const half = { ...all, hasKeys: false, tookOpenaiKey: false, model: null };
  expect(envFileWords(half, 'Calls')).toContain('which still needs its key and secret');
});
