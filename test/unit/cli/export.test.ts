import { describe, expect, it } from 'vitest';
import { call, FakeStudio } from './fakes.ts';
import { conversation } from './samples.ts';

function studioWith(...ids: string[]): FakeStudio {
  const studio = new FakeStudio();
  for (const id of ids) studio.conversations.set(id, conversation({ id }));
  return studio;
}

/** What the engine is asked for by a command line. */
async function asked(...argv: string[]) {
  const studio = studioWith('c-1', 'c-2');
  const called = await call(['export', ...argv], { studio, cwd: '/work' });
  return { ...called, request: studio.exports[0] };
}

const IDS = { kind: 'ids', ids: ['c-1'] };

describe('duologue export', () => {
  it('asks for recording, JSON and text, and tells where the files are', async () => {
    const { code, stdout, request } = await asked('c-1', '--out', 'here');
    expect(code).toBe(0);
    expect(request).toEqual({
      selection: IDS,
      options: { texts: ['json', 'txt'], audio: {} },
      directory: '/work/here',
    });
    expect(stdout).toBe('1 conversation in /work/here\n');
  });

  it('takes formats, several ids, the newest, and the downloads as the place', async () => {
    const { request, stdout } = await asked(
      ...['latest', 'c-2', '--format', 'json, txt', '--json'],
    );
    expect(request).toEqual({
      selection: { kind: 'ids', ids: ['c-1', 'c-2'] },
      options: { texts: ['json', 'txt'], audio: null },
    });
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ state: 'done', directory: '/downloads/Duologue', error: null },
      files: ['one/conversation.wav', 'manifest.json'],
    });
  });

  it.each<[string[], object | null]>([
    [['--format', 'vtt'], null],
    [['--format', 'vtt,flac'], { encoding: 'flac' }],
    [['--audio', 'opus'], { encoding: 'opus' }],
    [['--audio', 'none'], null],
    [['--format', 'vtt', '--rate', '16k'], { sampleRate: 16_000 }],
    [
      ['--rate', '8000', '--left', 'b', '--stems', '--layout', 'split'],
      {
        ...{ sampleRate: 8000, left: 'b', stems: true, layout: 'split' },
      },
    ],
    [['--format', 'rttm', '--dataset', 'nemo'], {}],
  ])('of %j has the sound %j', async (argv, audio) => {
    expect((await asked('c-1', ...argv)).request?.options.audio).toEqual(audio);
  });

  it('takes a search with filters', async () => {
    const { request } = await asked(
      ...['--query', 'parcel', '--tag', 'good,new', '--tag', 'best', '--scenario', 'late-parcel'],
      ...['--from', '2026-11-23'],
    );
    expect(request?.selection).toEqual({
      ...{ kind: 'matching', query: 'parcel' },
      filter: {
        ...{ tag: ['good', 'new', 'best'], scenario: ['late-parcel'] },
        ...{ from: '2026-11-23T00:00:00.000Z', trash: false },
      },
    });
    const all = await asked('--all');
    expect(all.request?.selection).toEqual({
      ...{ kind: 'matching', query: '', filter: { trash: false } },
    });
  });

  it('takes a dataset with its split, card and augmentation', async () => {
    const { request } = await asked(
      ...['--all', '--dataset', 'lhotse', '--split', '80/10/10', '--split-seed', '7'],
      ...['--no-keep-pairs', '--name', 'Calls', '--license', 'cc-by-4.0', '--estimated-words'],
      ...['--augment', 'telephone,noise=file:a,b.wav:5..20', '--augment', 'loss=5%:3,seed=4'],
      ...['--assistant', 'a'],
    );
    expect(request?.options).toMatchObject({
      dataset: {
        ...{ kind: 'lhotse', name: 'Calls', license: 'cc-by-4.0' },
        split: { train: 0.8, valid: 0.1, test: 0.1, seed: 7, keepPairs: false },
      },
      augment: {
        ...{ telephone: true, seed: 4, packetLoss: { rate: 0.05, burst: 3 } },
        noise: { kind: 'file', path: '/work/a,b.wav', snrDb: { min: 5, max: 20 } },
      },
      ...{ estimatedWords: true, assistant: 'a' },
    });
  });

  it('leaves Moshi its own .json', async () => {
    const { request } = await asked('--all', '--dataset', 'moshi');
    expect(request?.options.texts).toEqual(['txt']);
  });

  it('takes a part of a conversation by time or by turns', async () => {
    const byTime = await asked('c-1', '--clip', '0:12.5-1:02:03');
    expect(byTime.request?.clip).toEqual({ fromMs: 12_500, toMs: 3_723_000 });
    const { turns } = conversation();
    const byTurns = await asked('c-1', '--turns', `1-${turns.length}`);
    expect(byTurns.request?.clip).toEqual({ turnIds: turns.map(({ id }) => id) });
    const beyond = await asked('c-1', '--turns', '1-999');
    expect([beyond.code, beyond.request]).toEqual([1, undefined]);
    expect(beyond.stderr).toContain(`${turns.length} turns`);
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
    expect(called.stderr).toContain('duologue export --resume /downloads/Duologue');
    const json = await call(['export', 'c-1', '--json'], { studio });
    expect(JSON.parse(json.stdout)).toMatchObject({ state: 'failed', error });
  });

  it('fails when it should have written more, however much it wrote', async () => {
    const studio = studioWith('c-1');
    const message = '1 of 3 conversations could not be written in full. The recording is missing.';
    studio.exportEnd = {
      ...{ state: 'failed', files: ['one/conversation.wav', 'manifest.json'] },
      error: { code: 'not-found', message, remedy: 'Put the file back.' },
    };
    const called = await call(['export', '--all'], { studio });
    expect(called.code).toBe(1);
    expect(called.stderr).toBe(`error: ${message}\n  → Put the file back.\n`);
  });

  it('is cancelled by an interruption, and says how to go on', async () => {
    const studio = studioWith('c-1');
    studio.exportStays = true;
    studio.exportEnd = { state: 'cancelled', done: 1, files: [] };
    let interrupt: () => void = () => undefined;
    studio.subscribe((event) => {
      if (event.kind === 'export' && event.progress.state === 'running') interrupt();
    });
    const called = await call(['export', '--all', '--out', '/my files', '--json'], {
      studio,
      signals: (send) => void (interrupt = send),
    });
    expect([called.code, studio.cancelled]).toEqual([130, ['e-1']]);
    expect(called.stderr).toContain('Cancelling: what is finished stays.');
    expect(called.stderr).toContain('duologue export --resume "/my files"');
    expect(JSON.parse(called.stdout)).toMatchObject({ state: 'cancelled', done: 1 });
  });

  it('goes on with one that was cut off', async () => {
    const studio = studioWith();
    const called = await call(['export', '--resume', 'there'], { studio, cwd: '/work' });
    expect([called.code, studio.resumed]).toEqual([0, ['/work/there']]);
    expect(called.stdout).toBe('3 conversations in /work/there\n');
  });

  it('tells what it would be', async () => {
    const studio = studioWith('c-1');
    studio.exportMeasure = { ...studio.exportMeasure, withoutStems: 1 };
    const called = await call(['export', '--all', '--measure', '--stems'], { studio });
    expect(called.stdout).toBe('2 conversations, 1 without stems\n1:01.5 of sound, about 12 MB\n');
    const json = await call(['export', '--all', '--measure', '--json'], { studio });
    expect(JSON.parse(json.stdout)).toEqual(studio.exportMeasure);
  });

  it('shows how far it is on a terminal', async () => {
    const studio = studioWith('c-1');
    const { stderr } = await call(['export', 'c-1'], { studio, columns: 80 });
    expect(stderr).toContain('Exporting: 0 %, 0 of 1 conversations, 0 bytes');
    const plain = await call(['export', 'c-1'], { studio });
    expect(plain.stderr).toBe('');
  });

  it('says what is incomplete, and by its exit code that something was left out', async () => {
    const studio = studioWith('c-1');
    const message = '1 of 3 conversations could not be written in full.';
    studio.exportEnd = {
      ...studio.exportEnd,
      error: { code: 'not-found', message },
    };
    const called = await call(['export', '--all'], { studio });
    expect([called.code, called.stderr.trim()]).toEqual([3, message]);
    expect(called.stdout).toBe('not all of 3 conversations in full in /downloads/Duologue\n');
  });

  it('counts only those that are there in full', async () => {
    const studio = studioWith('c-1');
    const message = '1 of 3 conversations could not be written in full.';
    studio.exportEnd = {
      ...studio.exportEnd,
      error: { code: 'not-found', message, details: { ids: ['c-2'] } },
    };
    const all = await call(['export', '--all'], { studio });
    expect(all.stdout).toBe('2 of 3 conversations in full in /downloads/Duologue\n');
    const one = await call(['export', 'c-1'], { studio });
    expect(one.stdout).toBe('1 conversation, not in full, in /downloads/Duologue\n');
  });

  it.each<[string[], string]>([
    [['c-1', '--format', 'wav,mp3'], 'textgrid'],
    [['c-1', '--format', 'wav,flac'], 'One audio format'],
    [['c-1', '--audio', 'mp3'], 'wav, flac, opus and none'],
    [['c-1', '--rate', '44100'], '48000, 24000'],
    [['--all', '--split', '80/20'], '80/10/10'],
    [['--all', '--split', '80/30/30'], 'add up to 140'],
    [['c-1', '--clip', '31-12'], '0:12.5-0:31'],
    [['c-1', '--turns', '7-3'], '3-7'],
    [['c-1', '--augment', 'echo=3'], 'telephone, noise'],
    [['c-1', '--augment', 'noise=pink'], 'noise=pink:15'],
    [['c-1', '--augment', 'loss=80%'], 'packetLoss'],
    [['--all', '--from', 'yesterday'], '2026-11-23'],
  ])('refuses %j before the engine is opened', async (argv, words) => {
    const called = await call(['export', ...argv]);
    expect([called.code, called.opened]).toEqual([2, []]);
    expect(called.stderr).toContain(words);
  });

  it.each<[string[], string]>([
    [[], 'not said what'],
    [['c-1', '--all'], 'can’t be combined'],
    [['--all', '--turns', '1-2'], 'one conversation'],
    [['c-1', '--turns', '1', '--clip', '0-1'], 'can’t be combined'],
  ])('says what is wrong with %j', async (argv, words) => {
    const { code, stderr, request } = await asked(...argv);
    expect([code, request]).toEqual([2, undefined]);
    expect(stderr).toContain(words);
  });
});
