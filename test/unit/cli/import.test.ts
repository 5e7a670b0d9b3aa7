import { describe, expect, it } from 'vitest';
import { call, FakeStudio } from './fakes.ts';

const bad = {
  code: 'invalid-input' as const,
  message: 'It is a persona.',
  remedy: 'Import it there.',
};

async function imported(...argv: string[]) {
  const studio = new FakeStudio();
  const called = await call(['import', ...argv], { studio, cwd: '/work' });
  return { ...called, studio };
}

describe('duologue import', () => {
  it('takes a path in, and says what came in', async () => {
    const { code, stdout, stderr, studio } = await imported('calls');
    expect(studio.imports).toEqual([
      { source: { kind: 'path', path: '/work/calls' }, known: 'skip' },
    ]);
    expect([code, stdout]).toEqual([0, 'imported c-9\n']);
    expect(stderr).toBe('1 conversation imported.\n');
  });

  it('takes path after path, as copies when asked to', async () => {
    const studio = new FakeStudio();
    studio.importEnds = [{ imported: ['c-1'] }, { skipped: ['c-2', 'c-3'] }];
    const { code, stdout, stderr } = await call(
      ['import', '/one', '/two/conversation.json', '--copy', '--json'],
      { studio },
    );
    expect(studio.imports).toEqual([
      { source: { kind: 'path', path: '/one' }, known: 'copy' },
      { source: { kind: 'path', path: '/two/conversation.json' }, known: 'copy' },
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ...{ imported: ['c-1'], skipped: ['c-2', 'c-3'], failures: [], incomplete: [] },
    });
    expect(stderr).toContain('2 there already');
  });

  it('names every document that could not be taken in, and goes on with the next path', async () => {
    const studio = new FakeStudio();
    const failures = [{ name: 'x\u001B[2J.json', error: bad }];
    const incomplete = [
      { name: 'y.json', error: { ...bad, message: 'It came in without sound.' } },
    ];
    studio.importEnds = [
      { state: 'failed', failures },
      { imported: ['c-2'], incomplete },
    ];
    const { code, stdout, stderr } = await call(['import', '/a', '/b', '--json'], { studio });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      ...{ imported: ['c-2'], skipped: [], failures, incomplete, error: bad },
    });
    expect(stderr).toMatch(/x.*\.json: It is a persona\.\n.*Import it there\./u);
    expect(stderr).toContain('y.json: It came in without sound.');
    expect(stderr).not.toContain('\u001B');
  });

  it('a path that is not there does not keep the others out', async () => {
    const { code, stdout, stderr } = await imported('nowhere', 'calls', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      imported: ['c-9'],
      failures: [{ name: 'nowhere', error: { code: 'not-found' } }],
    });
    expect(stderr).toContain('nowhere: There is no file');
  });

  it('Ctrl-C cancels it, tells what came in, and begins no other', async () => {
    const studio = new FakeStudio();
    studio.importStays = true;
    const { code, stdout, stderr } = await call(['import', '/a', '/b', '--json'], {
      studio,
      signals: (send) => {
        studio.subscribe((event) => {
          if (event.kind === 'import' && event.progress.state === 'running') setImmediate(send);
        });
      },
    });
    expect(code).toBe(130);
    expect(studio.cancelledImports).toEqual(['i-1']);
    expect(studio.imports).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ imported: ['c-7'] });
    expect(stderr).toContain('Cancelling: what was taken in stays.');
  });

  it('shows on a terminal how far it is', async () => {
    const { stderr } = await call(['import', '/a'], { columns: 80 });
    expect(stderr).toContain('Importing: 0 of 3 conversations');
  });

  it('needs a path', async () => {
    expect((await imported()).code).toBe(2);
  });
});
