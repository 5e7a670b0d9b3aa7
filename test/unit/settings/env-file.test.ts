import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withEnvFile } from '../../../src/main/settings/env-file.ts';

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

  it('what only the shell has is not said to be for Duologue', async () => {
    const shell = { LIVEKIT_URL: 'wss://x', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' };
    expect(await withEnvFile({ ...shell, OPENAI_API_KEY: 'sk' }, directory)).not.toHaveProperty(
      'DUOLOGUE_CONNECTION',
    );
  });

  it('may be missing', async () => {
    expect(await withEnvFile({ LLM_MODEL: 'x' }, directory)).toEqual({ LLM_MODEL: 'x' });
  });
});
