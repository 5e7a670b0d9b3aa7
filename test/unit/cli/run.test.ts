import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatScenario } from '../../../src/main/library/documents/format.ts';
import { SAME_PRESS_MS } from '../../../src/main/hosts/cli/signals.ts';
import { call, FakeStudio, type CallOptions } from './fakes.ts';
import { soundFile } from '../exports/samples.ts';
import { conversation, lateParcel, turn } from './samples.ts';

let directory: string;
let studio: FakeStudio;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-run-'));
  studio = new FakeStudio();
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const runWith = (options: CallOptions, ...argv: string[]) =>
  call(['run', '--scenario', 'late-parcel', ...argv], {
    studio,
    cwd: directory,
    ...options,
  });
const run = (...argv: string[]) => runWith({}, ...argv);

/** Every conversation has a recording, each another one. */
function keepRecordings(): void {
  studio.play = async (id) => ({
    ...conversation(),
    id,
    recordings: [soundFile(recordingOf(id), { hz: id === 'c-1' ? 300 : 400 })],
  });
}

function recordingOf(id: string): string {
  return join(directory, 'recordings', id, 'conversation.wav');
}

describe('run', () => {
  it('prints a summary for a person, and the transcript on stderr', async () => {
    studio.play = async (id, emit) => {
      emit({
        kind: 'step',
        conversationId: id,
        step: { name: 'livekit', state: 'done', tookMs: 420 },
      });
      emit({ kind: 'turn', conversationId: id, turn: turn() });
      emit({
        ...{ kind: 'ended', conversationId: id, status: 'completed', endReason: 'goodbye' },
        message: 'Tom hung up.',
      });
      return conversation({ id });
    };
    const { code, stdout, stderr } = await run();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Late parcel {2}completed: /u);
    expect(stdout).toContain('/data/recordings/c-1/conversation.wav');
    expect(stderr).toContain('✔ LiveKit server     0.42 s');
    expect(stderr).toContain('Tom Becker     Hello, this is Parcel Point.');
    expect(stderr).toContain('■ Tom hung up.');
    expect(stderr).not.toContain('\u001B');
    expect((await run('--quiet')).stderr).toBe('');
  });

  it('prints one JSON document', async () => {
    const { code, stdout } = await run('--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ id: 'c-1', status: 'completed', endReason: 'goodbye', durationMs: 72_400 },
      turns: [{ side: 'b' }, { side: 'a' }],
      ...{ kind: 'duologue-conversation', version: 1, events: [{ kind: 'step' }] },
      recordings: [{ channels: 2, sampleRate: 48_000, durationMs: 72_400, sides: { a: 0, b: 1 } }],
      metrics: { firstSpeechMs: 840, heardWer: 0.0123 },
    });
  });

  it('hands every option to the engine', async () => {
    await run(
      ...['--a', 'tom', '--b', 'maya', '--provider', 'openai', '--max-turns', '6'],
      ...['--max-minutes', '.5', '--seed', '9', '--count', '2', '--concurrency', '2'],
    );
    const request = {
      ...{ scenario: 'late-parcel', personaA: 'tom', personaB: 'maya', provider: 'openai' },
      limits: { maxTurns: 6, maxMinutes: 0.5 },
    };
    expect(studio.requests).toEqual([
      { ...request, seed: 9 },
      { ...request, seed: 10 },
    ]);
  });

  it('reads scenario and personas from files', async () => {
    await writeFile(join(directory, 'mine.yml'), formatScenario({ ...lateParcel, id: 'mine' }));
    const { code } = await call(['run', '--scenario', './mine.yml'], { studio, cwd: directory });
    expect(code).toBe(0);
    expect(studio.requests).toMatchObject([{ scenario: { id: 'mine' } }]);
  });

  it('refuses a malformed file with its path and the reason, before an engine is opened', async () => {
    await writeFile(join(directory, 'bad.yaml'), 'id: bad\nname: Bad\nrole: x\n');
    const { code, stdout, stderr, opened } = await run('--a', 'bad.yaml', '--json');
    expect(code).toBe(1);
    expect(opened).toEqual([]);
    expect(stderr).toContain(join(directory, 'bad.yaml'));
    expect(stderr).toContain('instructions');
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'invalid-input' } });
  });

  it('tells an unknown scenario once, however many runs were asked for', async () => {
    const argv = ['run', '--scenario', 'late-parcle', '--json'];
    const one = await call(argv, { studio });
    expect(one.code).toBe(1);
    expect(one.stderr).toContain('late-parcle');
    expect(one.stderr).toContain('Did you mean');
    expect(JSON.parse(one.stdout)).toMatchObject({ error: { code: 'not-found' } });
    const many = await call([...argv, '--count', '3'], { studio });
    expect(many.code).toBe(1);
    expect(many.stderr.match(/late-parcle/gu)).toHaveLength(1);
    expect(JSON.parse(many.stdout)).toHaveLength(3);
  });

  it('is 1 when a conversation failed, and tells why', async () => {
    const error = { code: 'worker-crashed', message: 'It fell.', remedy: 'Try again.' } as const;
    studio.play = async (id) => conversation({ id, status: 'failed', endReason: 'fault', error });
    const { code, stdout, stderr } = await run('--json');
    expect(code).toBe(1);
    expect(stderr).toContain('error: It fell.\n  → Try again.');
    expect(JSON.parse(stdout)).toMatchObject({ status: 'failed', error });
    const seen = await runWith({ columns: 80, resultSeen: true });
    expect(`${seen.stdout}${seen.stderr}`.match(/Try again\./gu)).toHaveLength(1);
  });

  it('prints an array and prefixes lines with several conversations', async () => {
    studio.play = async (id, emit) => {
      emit({ kind: 'turn', conversationId: id, turn: turn({ text: `I am ${id}.` }) });
      return conversation({ id });
    };
    const { stdout, stderr } = await run('--count', '3', '--json');
    expect(JSON.parse(stdout)).toMatchObject([{ id: 'c-1' }, { id: 'c-2' }, { id: 'c-3' }]);
    expect(stderr).toMatch(/^\[2\] .*I am c-2\.$/mu);
  });
});

describe('run --out', () => {
  it('writes audio and transcript, and nothing else', async () => {
    keepRecordings();
    const { code, stdout } = await run('--out', 'here/out', '--json');
    const out = join(directory, 'here/out');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      recordings: [{ path: join(out, 'conversation.wav') }],
    });
    expect((await readdir(out)).sort()).toEqual(['conversation.json', 'conversation.wav']);
    expect(await readFile(join(out, 'conversation.wav'))).toEqual(
      await readFile(recordingOf('c-1')),
    );
    expect(JSON.parse(await readFile(join(out, 'conversation.json'), 'utf8'))).toMatchObject({
      id: 'c-1',
      recordings: [{ path: 'conversation.wav' }],
      events: [{ kind: 'step' }],
      turns: [{ words: [{ text: 'Hello,' }] }, {}],
    });
  });

  it('gives each of several conversations a folder of its own', async () => {
    keepRecordings();
    expect((await run('--out', 'out', '--count', '2')).code).toBe(0);
    const out = join(directory, 'out');
    expect((await readdir(out)).sort()).toEqual(['1-c-1', '2-c-2']);
    const second = await readFile(join(out, '2-c-2/conversation.wav'));
    expect(second).toEqual(await readFile(recordingOf('c-2')));
  });

  it('is checked before the run starts', async () => {
    await writeFile(join(directory, 'file'), '');
    const { code, stderr, stdout, opened } = await run('--out', 'file/out', '--json');
    expect(code).toBe(1);
    expect(opened).toEqual([]);
    expect(stderr).toContain(`Cannot write to ${join(directory, 'file/out')}`);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'invalid-input' } });
  });

  it('still prints the result when the files can not be written in the end', async () => {
    await mkdir(join(directory, 'out', 'conversation.json'), { recursive: true });
    const { code, stdout, stderr } = await run('--out', 'out', '--json');
    expect(code).toBe(1);
    expect(stderr).toContain('Cannot write to');
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'c-1',
      error: { code: 'invalid-input' },
      recordings: [{ path: '/data/recordings/c-1/conversation.wav' }],
    });
    expect(await readdir(join(directory, 'out'))).toEqual(['conversation.json']);
  });

  it('says that a recording is missing, and writes the transcript all the same', async () => {
    const { code, stdout, stderr } = await run('--out', 'out', '--json');
    expect(code).toBe(1);
    expect(stderr).toContain('is missing');
    expect(JSON.parse(stdout)).toMatchObject({ id: 'c-1', error: { code: 'not-found' } });
    expect(await readdir(join(directory, 'out'))).toEqual(['conversation.json']);
  });
});

describe('Ctrl-C in a run', () => {
  const stopped = (id: string) =>
    conversation({ id, status: 'stopped', endReason: 'stopped', endMessage: 'Stopped by you.' });

  it('ends it in order, prints the result and is 130', async () => {
    let send: () => void = () => undefined;
    studio.play = async (id, _emit, stop) => {
      send();
      // The same key press, delivered a second time by npm or the launcher.
      send();
      await stop;
      return stopped(id);
    };
    const options = { signals: (given: () => void) => void (send = given) };
    const { code, stdout, stderr } = await runWith(options, '--json', '--count', '3');
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject([{ id: 'c-1', status: 'stopped' }]);
    expect(stderr).toContain('Stopping:');
    expect(studio.closed).toBe(1);
  });

  it('is forced by a second one', async () => {
    const exits: number[] = [];
    studio.play = async (id, _emit, stop) => {
      send();
      await stop;
      advance(SAME_PRESS_MS);
      send();
      return stopped(id);
    };
    let send: () => void = () => undefined;
    let advance: (ms: number) => void = () => undefined;
    const { code, stderr } = await runWith({
      signals: (sender, advancer) => {
        send = sender;
        advance = advancer;
      },
    });
    exits.push(code);
    expect(exits).toEqual([130]);
    expect(stderr).toContain('Ended at once.');
  });

  it('before anything started is told as an error', async () => {
    let send: () => void = () => undefined;
    const openStudio = async () => {
      send();
      return studio;
    };
    const { code, stdout } = await runWith(
      { ports: { openStudio }, signals: (given) => (send = given) },
      '--json',
    );
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'cancelled' } });
    expect(studio.requests).toEqual([]);
  });
});

describe('run on a terminal', () => {
  it('has a moving line that is gone in the end, and colours by side', async () => {
    studio.play = async (id, emit) => {
      emit({ kind: 'step', conversationId: id, step: { name: 'livekit', state: 'active' } });
      emit({ kind: 'turn', conversationId: id, turn: turn() });
      return conversation({ id });
    };
    const { stderr, stdout } = await runWith({ columns: 100 });
    expect(stderr).toContain('LiveKit server …');
    expect(stderr).toContain('\u001B[38;5;75m');
    expect(stderr.endsWith('\r\u001B[2K\n')).toBe(true);
    expect(stdout).not.toContain('\u001B');
    const plain = await runWith({ columns: 100, env: { NO_COLOR: '1' } }, '--verbose');
    expect(plain.stderr).not.toContain('\u001B');
    expect((await runWith({ columns: 100 }, '--no-color', '-v')).stderr).not.toContain('\u001B');
  });
});

describe('what a run may cost', () => {
  it('is asked for one conversation', async () => {
    await run('--budget', '0.50');
    expect(studio.requests[0]).toMatchObject({ budgetUsd: 0.5 });
    const { code, stderr } = await run('--budget', 'much');
    expect(code).toBe(2);
    expect(stderr).toContain('It must be an amount in US dollars above 0, such as 0.50.');
  });

  it('is shared by all of a batch, below what the settings allow each', async () => {
    await run('--total-budget', '$10', '--count', '2', '--concurrency', '2');
    expect(studio.requests.map(({ budgetUsd }) => budgetUsd)).toEqual([5, 5]);
    studio.settings = { ...studio.settings, budgetUsd: 1 };
    await run('--total-budget', '10');
    expect(studio.requests.at(-1)).toMatchObject({ budgetUsd: 1 });
    await run('--total-budget', '10', '--budget', '2');
    expect(studio.requests.at(-1)).toMatchObject({ budgetUsd: 2 });
  });

  it('leaves out what the total budget has nothing left for: said once, and by the exit code', async () => {
    const usage = (usd: number) => ({
      ...{ entries: [], cost: { usd, unpriced: [], pricesAsOf: '2026-11-23' } },
    });
    studio.play = async (id) => conversation({ id, usage: usage(0.06) });
    const batch = ['--total-budget', '0.1', '--count', '4'];
    const { code, stdout, stderr } = await run(...batch);
    expect(code).toBe(3);
    expect(stdout.match(/completed/gu)).toHaveLength(1);
    expect(stdout.split('\n\n').at(-1)).toBe(
      [
        '3 conversations of 4 left out: The budget for all conversations allowed no further one: $0.06 of $0.10 was spent.',
        '  → Give a larger total budget for more of them.',
        '',
      ].join('\n'),
    );
    expect(stderr).not.toContain('error');
    const [first, ...others] = JSON.parse((await run(...batch, '--json')).stdout) as object[];
    expect(first).toMatchObject({ status: 'completed' });
    expect(others).toHaveLength(3);
    for (const other of others)
      expect(other).toEqual({
        leftOut: {
          message:
            'The budget for all conversations allowed no further one: $0.06 of $0.10 was spent.',
          remedy: 'Give a larger total budget for more of them.',
        },
      });
    studio.play = async (id) => conversation({ id, status: 'failed', usage: usage(0.06) });
    expect((await run(...batch)).code).toBe(1);
  });

  it('is estimated, and nothing is started', async () => {
    const out = join(directory, 'out');
    const { code, stdout } = await run('--estimate', '--count', '10', '--out', out);
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        '$0.012–0.20 for a conversation, $0.12–2.00 for 10',
        '  For 6 to 60 turns.',
        '  A budget has to be at least $0.03.',
        '  Prices of 2026-11-23.',
        '',
      ].join('\n'),
    );
    expect(studio.estimates).toMatchObject([{ count: 10, request: { scenario: 'late-parcel' } }]);
    expect(studio.requests).toEqual([]);
    expect(await readdir(directory)).toEqual([]);
    studio.estimate = { ...studio.estimate, unpriced: ['gpt-9'] };
    expect((await run('--estimate')).stdout).toContain('! No price is known for gpt-9');
    const { estimate } = JSON.parse((await run('--estimate', '--json')).stdout) as {
      estimate: object;
    };
    expect(estimate).toEqual({ ...studio.estimate, count: 1 });
  });

  it('is estimated with what its budgets change', async () => {
    studio.estimate = {
      ...studio.estimate,
      perConversation: { lowUsd: 0.012, highUsd: 0.1 },
      withoutBudget: { lowUsd: 0.012, highUsd: 0.2 },
      freeServers: ['http://127.0.0.1:8000'],
    };
    const batch = ['--estimate', '--count', '20', '--budget', '0.1', '--total-budget', '1'];
    const { stdout } = await run(...batch);
    expect(stdout.split('\n').slice(2, -2)).toEqual([
      '  A call that reaches the budget of $0.10 is ended early; without it a call costs $0.012–0.20.',
      '  The total budget of $1.00 is enough for about 10 to 20 of 20 conversations.',
      '  A budget has to be at least $0.03.',
      '  http://127.0.0.1:8000 is counted as free, as servers on this computer or in a private network are unless Settings, Prices gives them a price.',
    ]);
    expect(studio.estimates).toMatchObject([{ count: 20, request: { budgetUsd: 0.1 } }]);
    const { estimate } = JSON.parse((await run(...batch, '--json')).stdout) as { estimate: object };
    expect(estimate).toMatchObject({
      totalBudget: { usd: 1, conversations: { least: 10, most: 20 } },
    });
    const few = await run('--estimate', '--count', '20', '--total-budget', '0.3');
    expect(few.stdout).toContain('is enough for about 3 to 20 of 20 conversations.');
    const enough = await run('--estimate', '--count', '5', '--total-budget', '1');
    expect(enough.stdout).toContain('The total budget of $1.00 is enough for all 5 conversations.');
    // None costs more than all together may, nor than the settings allow.
    studio.settings = { ...studio.settings, budgetUsd: 0.4 };
    await run('--estimate', '--count', '5', '--total-budget', '0.5');
    await run('--estimate', '--total-budget', '0.3');
    expect(studio.estimates.slice(-2)).toMatchObject([
      { request: { budgetUsd: 0.4 } },
      { request: { budgetUsd: 0.3 } },
    ]);
  });
});
