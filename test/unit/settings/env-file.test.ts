import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyFor } from '../../../src/contract/key-ring.ts';
import { parseEnvText } from '../../../src/main/settings/env-file.ts';
import { readEnvironment } from '../../../src/main/settings/environment.ts';
import { sessionSecrets } from '../../../src/main/settings/secret-store.ts';
import { SettingsService } from '../../../src/main/settings/settings-service.ts';

const withEnvFile = async (env: NodeJS.ProcessEnv, directory: string) =>
  (await readEnvironment(env, directory)).env;

const LIVEKIT = 'LIVEKIT_URL=wss://x.example\nLIVEKIT_API_KEY=key\nLIVEKIT_API_SECRET=secret\n';

describe('.env.local', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'duologue-env-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('adds the names of the prototype and no others', async () => {
    const text = '# keys\nOPENAI_API_KEY="sk-1"\nLLM_MODEL=tiny # small\nPATH=/evil\nEMPTY=\n';
    await writeFile(join(directory, '.env.local'), text);
    expect(await withEnvFile({ PATH: '/bin' }, directory)).toEqual({
      PATH: '/bin',
      OPENAI_API_KEY: 'sk-1',
      LLM_MODEL: 'tiny',
      DUOLOGUE_PROVIDER: 'openai',
    });
  });

  it('yields to the environment', async () => {
    await writeFile(join(directory, '.env.local'), 'LLM_MODEL=file');
    expect(await withEnvFile({ LLM_MODEL: 'process' }, directory)).toEqual({
      LLM_MODEL: 'process',
    });
  });

  it.each([
    ['a whole LiveKit is to be used', LIVEKIT, { DUOLOGUE_CONNECTION: 'environment' }],
    ['half a LiveKit is not', 'LIVEKIT_URL=wss://x.example\n', {}],
    ['a key of OpenAI is to be used', 'OPENAI_API_KEY=sk-1', { DUOLOGUE_PROVIDER: 'openai' }],
    [
      'it may say otherwise itself',
      `${LIVEKIT}OPENAI_API_KEY=x\nDUOLOGUE_CONNECTION=local\nDUOLOGUE_PROVIDER=rehearsal`,
      { DUOLOGUE_CONNECTION: 'local', DUOLOGUE_PROVIDER: 'rehearsal' },
    ],
  ])('says what it is for: %s', async (_what, text, expected) => {
    await writeFile(join(directory, '.env.local'), `\uFEFF${text}`);
    const named = Object.entries(await withEnvFile({}, directory)).filter(([name]) =>
      name.startsWith('DUOLOGUE_'),
    );
    expect(Object.fromEntries(named)).toEqual(expected);
    const told = { DUOLOGUE_CONNECTION: 'home', DUOLOGUE_PROVIDER: 'rehearsal' };
    expect(await withEnvFile(told, directory)).toMatchObject(told);
  });

  it('half a LiveKit is told, with what it lacks', async () => {
    const half = 'LIVEKIT_URL=wss://x.example\nLIVEKIT_API_KEY=key\n';
    await writeFile(join(directory, '.env.local'), half);
    expect((await readEnvironment({}, directory)).notices).toEqual([
      {
        code: 'invalid-input',
        message:
          'The LiveKit of .env.local is not used: it has LIVEKIT_URL and LIVEKIT_API_KEY, but not LIVEKIT_API_SECRET.',
        remedy: 'Put LIVEKIT_API_SECRET into .env.local, or take the others out.',
      },
    ]);
    await writeFile(join(directory, '.env.local'), LIVEKIT);
    expect((await readEnvironment({}, directory)).notices).toEqual([]);
  });

  it('what only the shell has is not said to be for Duologue', async () => {
    const shell = { LIVEKIT_URL: 'wss://x', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' };
    expect(await withEnvFile({ ...shell, OPENAI_API_KEY: 'sk' }, directory)).not.toHaveProperty(
      'DUOLOGUE_CONNECTION',
    );
  });

  it('may be missing', async () => {
    expect(await withEnvFile({ LLM_MODEL: 'x' }, directory)).toEqual({ LLM_MODEL: 'x' });
  });

  it('that can not be read is told, and nothing of it is used', async () => {
    await mkdir(join(directory, '.env.local'));
    const { env, notices } = await readEnvironment({ LLM_MODEL: 'x' }, directory);
    expect(env).toEqual({ LLM_MODEL: 'x' });
    expect(notices).toMatchObject([{ message: expect.stringContaining('.env.local') }]);
  });

  it('with a provider that there is none of is refused, with the file, the word and what may stand there', async () => {
    const path = join(directory, '.env.local');
    await writeFile(path, 'DUOLOGUE_PROVIDER=foo\n');
    await expect(readEnvironment({}, directory)).rejects.toMatchObject({
      data: {
        code: 'invalid-input',
        message: `DUOLOGUE_PROVIDER in ${path} is “foo”, which is no provider.`,
        remedy: 'Set it to rehearsal, openai, or openai-compatible, or leave it out.',
      },
    });
    const env = { DUOLOGUE_PROVIDER: 'rehearsal' };
    expect(await withEnvFile(env, directory)).toEqual(env);
  });

  it('may be in the UTF-16 of older PowerShells', async () => {
    await writeFile(join(directory, '.env.local'), Buffer.from('\uFEFFLLM_MODEL=x\r\n', 'utf16le'));
    expect(await withEnvFile({}, directory)).toEqual({ LLM_MODEL: 'x' });
  });

  it('with a key that no server could take: the key is not used, and not repeated', async () => {
    await writeFile(join(directory, '.env.local'), 'OPENAI_API_KEY="sk-canary\nsk-canary"');
    const { env, notices } = await readEnvironment({}, directory);
    expect(env).not.toHaveProperty('OPENAI_API_KEY');
    expect(notices).toMatchObject([{ message: expect.stringContaining('OPENAI_API_KEY') }]);
    expect(JSON.stringify(notices)).not.toContain('canary');
  });
});

describe('an address and its keys come from one place', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'duologue-env-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });
  const given = async (shell: NodeJS.ProcessEnv, file: string) => {
    await writeFile(join(directory, '.env.local'), file);
    return await readEnvironment(shell, directory);
  };

  it('the shell has another LiveKit: nothing of that of the file is taken', async () => {
    const { env } = await given({ LIVEKIT_URL: 'ws://localhost:7880' }, LIVEKIT);
    expect(env).toEqual({ LIVEKIT_URL: 'ws://localhost:7880' });
  });

  it('the same one in another spelling: they fill each other up', async () => {
    const { env } = await given({ LIVEKIT_URL: 'https://X.example:443/' }, LIVEKIT);
    expect(env).toEqual({
      ...{ LIVEKIT_URL: 'https://X.example:443/', LIVEKIT_API_KEY: 'key' },
      ...{ LIVEKIT_API_SECRET: 'secret', DUOLOGUE_CONNECTION: 'environment' },
    });
  });

  it('the shell has keys alone: those of the file go with the address of the file', async () => {
    const { env, notices } = await given({ LIVEKIT_API_KEY: 'other' }, LIVEKIT);
    expect(env).toMatchObject({ LIVEKIT_URL: 'wss://x.example', LIVEKIT_API_KEY: 'key' });
    expect(notices).toEqual([]);
  });

  it('a key of the shell is not shown to a server that a file names, and that is told', async () => {
    const file = 'OPENAI_BASE_URL=https://stranger.example/v1\n';
    const { env, notices } = await given({ OPENAI_API_KEY: 'sk-shell' }, file);
    expect(env).toEqual({ OPENAI_BASE_URL: 'https://stranger.example/v1' });
    expect(notices).toMatchObject([
      { message: expect.stringContaining('OPENAI_API_KEY of the environment is not used') },
    ]);
    const own = await given({ OPENAI_API_KEY: 'sk-shell' }, `${file}OPENAI_API_KEY=own`);
    expect(own).toMatchObject({ env: { OPENAI_API_KEY: 'own' }, notices: [] });
  });

  it.each([
    ['gets no key without one beside it', '', undefined],
    ['gets the one beside it', 'OPENAI_API_KEY=own\n', 'own'],
  ])('a server that a file names, while a key is kept, %s', async (_what, more, key) => {
    const file = `OPENAI_BASE_URL=https://stranger.example/v1\n${more}`;
    const { env, fromFile } = await given({}, file);
    const service = new SettingsService({ directory, env, fromFile, secrets: sessionSecrets() });
    await service.setSecret({ name: 'openai-api-key', value: 'sk-kept' });
    const { keys } = service.sources();
    const baseUrl = env['OPENAI_BASE_URL'];
    for (const provider of ['openai', 'openai-compatible'] as const)
      expect(keyFor({ provider, baseUrl }, keys)).toBe(key);
    expect(keyFor({ provider: 'openai' }, keys)).toBe('sk-kept');
  });

  it('a key of a file goes to the server that the shell names, when the file names none', async () => {
    const shell = { OPENAI_BASE_URL: 'http://localhost:8000/v1' };
    expect((await given(shell, 'OPENAI_API_KEY=k')).env).toMatchObject({
      ...{ ...shell, OPENAI_API_KEY: 'k' },
    });
    const other = 'OPENAI_API_KEY=k\nOPENAI_BASE_URL=https://other.example/v1';
    expect((await given(shell, other)).env).toEqual(shell);
  });
});

it.each([
  ['quotes', 'LLM_MODEL="a b"', 'a b'],
  ['small quotes', "LLM_MODEL='a'", 'a'],
  ['export', 'export LLM_MODEL=a', 'a'],
  ['a comment behind it', 'LLM_MODEL=a # which', 'a'],
  ['a # within quotes', 'LLM_MODEL="a#b"', 'a#b'],
  ['Windows lines', 'X=1\r\nLLM_MODEL=a\r\nY=2\r\n', 'a'],
  ['spaces around', '  LLM_MODEL =  a  ', 'a'],
  ['the last of two', 'LLM_MODEL=a\nLLM_MODEL=b', 'b'],
  ['nothing', 'LLM_MODEL=\n#LLM_MODEL=a', undefined],
])('a line with %s', (_what, text, value) => {
  expect(parseEnvText(text).LLM_MODEL).toBe(value);
});
