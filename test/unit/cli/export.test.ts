import { describe, expect, it } from 'vitest';
import { call, FakeStudio } from './fakes.ts';
import { conversation } from './samples.ts';

function studioWith(...ids: string[]): FakeStudio {
  const studio = new FakeStudio();
  for (const id of ids) studio.conversations.set(id, conversation({ id }));
  return studio;
}

describe('duologue export', () => {
  it('asks for all formats and tells where the files are', async () => {
    const studio = studioWith('c-1');
    const called = await call(['export', 'c-1', '--out', 'here'], { studio, cwd: '/work' });
    expect(called.code).toBe(0);
    expect(studio.exports).toEqual([
      { ids: ['c-1'], formats: ['wav', 'json', 'txt'], directory: '/work/here' },
    ]);
    expect(called.stdout).toBe('1 conversation in /work/here\n');
  });

  it('takes formats, several ids, the newest, and the downloads as the place', async () => {
    const studio = studioWith('c-1', 'c-2');
    const called = await call(['export', 'latest', 'c-2', '--format', 'json, txt', '--json'], {
      studio,
    });
    expect(studio.exports).toEqual([{ ids: ['c-1', 'c-2'], formats: ['json', 'txt'] }]);
    expect(JSON.parse(called.stdout)).toMatchObject({
      ...{ state: 'done', directory: '/downloads/Duologue', error: null },
      files: ['one/conversation.wav'],
    });
  });

  it('fails with the reason', async () => {
    const studio = studioWith('c-1');
    const error = {
      code: 'disk-full',
      message: 'The disk is full.',
      remedy: 'Make room.',
    } as const;
    studio.exportEnd = { state: 'failed', error, files: [] };
    const called = await call(['export', 'c-1'], { studio });
    expect([called.code, called.stdout]).toEqual([1, '']);
    expect(called.stderr).toContain('The disk is full.');
    const json = await call(['export', 'c-1', '--json'], { studio });
    expect(JSON.parse(json.stdout)).toMatchObject({ state: 'failed', error });
  });

  it('knows no other format', async () => {
    const called = await call(['export', 'c-1', '--format', 'wav,mp3']);
    expect([called.code, called.opened]).toEqual([2, []]);
    expect(called.stderr).toContain('wav, json, txt');
  });
});
