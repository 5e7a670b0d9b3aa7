import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withEnvFile } from '../../../src/main/settings/env-file.ts';

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
    });
  });

  it('yields to the environment', async () => {
    await writeFile(join(directory, '.env.local'), 'LLM_MODEL=file');
    expect(await withEnvFile({ LLM_MODEL: 'process' }, directory)).toEqual({
      LLM_MODEL: 'process',
    });
  });

  it('may be missing', async () => {
    expect(await withEnvFile({ LLM_MODEL: 'x' }, directory)).toEqual({ LLM_MODEL: 'x' });
  });
});
