import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { StudioError } from '../../src/contract/errors.ts';
import {
  ask,
  fakeChild,
  isAlive,
  memoryLog,
  untilGone,
  type FakeChild,
} from '../fixtures/children/support.ts';
import { isAlive as hasPid, until } from '../support/process-tree.ts';

let started: FakeChild[] = [];
function child(options: Parameters<typeof fakeChild>[0] = {}): FakeChild {
  const made = fakeChild(options);
  started.push(made);
  return made;
}
afterEach(async () => {
  for (const one of started) one.kill();
  await Promise.all(started.map((one) => one.stop()));
  started = [];
});

const codeOf = (error: unknown): string => (error as StudioError).data.code;

describe('start', () => {
  test('resolves with what the child said of itself', async () => {
    const fake = child();
    expect(await fake.start()).toEqual({ kind: 'ready', pid: fake.pid, port: 4242 });
  });

  test('a child that ends before it is ready: refused at once, with its last words', async () => {
    const error = await child({ env: { FAKE_START: 'crash' } })
      .start()
      .catch((thrown: unknown) => thrown);
    expect(codeOf(error)).toBe('worker-crashed');
    expect((error as StudioError).data.details).toMatchObject({
      code: 7,
      lastLines: ['fake child: cannot start'],
    });
  });

  test('a child that is never ready: refused by the deadline and killed', async () => {
    const fake = child({ env: { FAKE_START: 'silent' }, readyMs: 300 });
    expect(codeOf(await fake.start().catch((thrown: unknown) => thrown))).toBe('timeout');
    expect(await fake.exited).toMatchObject({ unexpected: true, reason: 'not-ready' });
  });

  test('stopped while it starts: cancelled', async () => {
    const fake = child({ env: { FAKE_START: 'silent' }, stopMs: 100 });
    const starting = fake.start().catch((thrown: unknown) => thrown);
    await fake.stop();
    expect(codeOf(await starting)).toBe('cancelled');
  });
});

describe('environment', () => {
  test('holds what was given and no secret of the host; argv holds nothing', async () => {
    process.env['DUOLOGUE_TEST_CANARY'] = 'canary-secret';
    try {
      const fake = child({ env: { GIVEN: 'yes' } });
      await fake.start();
      const answer = (await ask(fake, { kind: 'env' })) as {
        env: Record<string, string>;
        argv: string[];
      };
      expect(answer.env['GIVEN']).toBe('yes');
      expect(JSON.stringify(answer)).not.toContain('canary-secret');
      expect(answer.argv).toHaveLength(2);
    } finally {
      delete process.env['DUOLOGUE_TEST_CANARY'];
    }
  });
});

describe('messages', () => {
  test('cross as structured clones, both ways', async () => {
    const fake = child();
    await fake.start();
    const value = { samples: new Float32Array([0.5, -0.5]), at: new Map([['a', 1]]) };
    expect(await ask(fake, { kind: 'echo', value })).toEqual(value);
  });

  test('invalid ones are logged and dropped', async () => {
    const { log, lines } = memoryLog();
    const fake = child({ log });
    await fake.start();
    expect(await ask(fake, { kind: 'invalid' })).toBe('after');
    expect(lines.filter((line) => line.includes('invalid message'))).toHaveLength(2);
  });

  test('a listener that throws is logged; the next message comes through', async () => {
    const { log, lines } = memoryLog();
    const fake = child({ log });
    await fake.start();
    fake.once('message', () => {
      throw new Error('listener fault');
    });
    fake.send({ kind: 'echo', value: 1 });
    expect(await ask(fake, { kind: 'echo', value: 2 })).toBe(2);
    expect(lines.join('')).toContain('listener fault');
  });

  test('those sent just before the exit all arrive before it is told', async () => {
    const fake = child();
    await fake.start();
    const values: unknown[] = [];
    fake.on('message', (message) => values.push(message.value));
    fake.send({ kind: 'last-words' });
    await fake.exited;
    expect(values).toHaveLength(201);
    expect(values.at(-1)).toBe('last');
  });

  test('after the end, send says that it did nothing', async () => {
    const fake = child();
    await fake.start();
    await fake.stop();
    expect(fake.send({ kind: 'echo' })).toBe(false);
  });
});

describe('output', () => {
  test('reaches the log line by line under the name of the child', async () => {
    const { log, lines } = memoryLog();
    const fake = child({ log });
    await fake.start();
    fake.send({ kind: 'print', value: '{"level":40,"msg":"from inside"}\nplain words' });
    await fake.stop();
    const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(parsed).toContainEqual(
      expect.objectContaining({ level: 40, msg: 'from inside', child: 'fake child' }),
    );
    expect(parsed).toContainEqual(expect.objectContaining({ level: 40, msg: 'plain words' }));
  });
});

describe('end', () => {
  test('stop: the child ends in order', async () => {
    const fake = child();
    await fake.start();
    expect(await fake.stop()).toMatchObject({ unexpected: false, code: 0, reason: 'stopped' });
  });

  test('a crash is unexpected, with its code', async () => {
    const fake = child();
    await fake.start();
    fake.send({ kind: 'crash' });
    expect(await fake.exited).toMatchObject({ unexpected: true, code: 3, reason: 'crashed' });
  });

  test('kill −9 is unexpected, with its signal', async () => {
    const fake = child();
    const { pid } = await fake.start();
    process.kill(pid, 'SIGKILL');
    expect(await fake.exited).toMatchObject({ unexpected: true, signal: 'SIGKILL' });
  });

  test('a child that ignores shutdown and SIGTERM is killed by the deadline', async () => {
    const fake = child({ stopMs: 200 });
    const { pid } = await fake.start();
    await ask(fake, { kind: 'ignore-shutdown' });
    expect(await fake.stop()).toMatchObject({ unexpected: false, signal: 'SIGKILL' });
    expect(isAlive(pid)).toBe(false);
  });

  test('a wedged child is found by its silence and killed', async () => {
    const fake = child({ silenceMs: 2000 });
    await fake.start();
    fake.send({ kind: 'wedge' });
    expect(await fake.exited).toMatchObject({ unexpected: true, reason: 'wedged' });
  });

  test.each(['stop', 'crash'])('grandchildren end with the child: %s', async (how) => {
    const fake = child();
    await fake.start();
    const grandchild = Number(await ask(fake, { kind: 'grandchild' }));
    expect(isAlive(grandchild)).toBe(true);
    if (how === 'stop') await fake.stop();
    else fake.send({ kind: 'crash' });
    await fake.exited;
    await untilGone([grandchild]);
  });

  test('stopped after it crashed, while somebody still holds its pipes: told as a crash', async () => {
    const fake = child({ stopMs: 60_000 });
    const { pid } = await fake.start();
    const runaway = Number(await ask(fake, { kind: 'runaway' }));
    onTestFinished(() => void process.kill(runaway, 'SIGKILL'));
    fake.send({ kind: 'crash' });
    // Not merely dead, but known to be: from then on it has no pid any more.
    await until(() => !hasPid(pid), 'the crash is known', 30_000);
    expect(await fake.stop()).toMatchObject({ unexpected: true, code: 3, reason: 'crashed' });
  });

  test.skipIf(process.platform === 'win32')(
    'a child leads a process group of its own',
    async () => {
      const fake = child();
      const { pid } = await fake.start();
      const group = execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' });
      expect(Number(group)).toBe(pid);
    },
  );
});
