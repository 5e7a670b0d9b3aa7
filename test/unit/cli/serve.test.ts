import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import type { ServeOptions, Served } from '../../../src/main/hosts/cli/ports.ts';
import { call, FakeStudio, type CallOptions } from './fakes.ts';

/** What the command did with the web host, in order. */
class FakeServed implements Served {
  readonly log: string[] = [];
  readonly port = 4848;
  readonly studio = new FakeStudio();
  readonly #started = Promise.withResolvers<void>();
  #links = 0;

  serve = async ({ port }: ServeOptions): Promise<Served> => {
    this.log.push(`serve ${port}`);
    // After the command went on to wait.
    setImmediate(this.#started.resolve);
    return this;
  };
  newLink = () => `http://127.0.0.1:4848/open?token=t${(this.#links += 1)}`;
  show = async (url: string) => {
    this.log.push(`show ${url.slice(-2)}`);
    return true;
  };
  close = async () => {
    this.log.push(`close, the studio ${this.studio.closed > 0 ? 'first' : 'later'}`);
  };

  /** Runs the command; once it serves, `act` is done, then Ctrl-C. */
  run(argv: string[], options: CallOptions = {}, act: () => void = () => undefined) {
    let interrupt = () => {};
    void this.#started.promise.then(() => {
      act();
      interrupt();
    });
    return call(['serve', ...argv], {
      studio: this.studio,
      ...options,
      ports: { serve: this.serve, ...options.ports },
      signals: (send) => (interrupt = send),
    });
  }
}

describe('duologue serve', () => {
  it('prints a link, and ends in order with Ctrl-C: first the studio, then its pages', async () => {
    const served = new FakeServed();
    const { code, stdout, stderr, opened } = await served.run([]);
    expect(code).toBe(0);
    expect(stdout).toBe('Duologue: http://127.0.0.1:4848/open?token=t1\n');
    expect(stderr).toContain('works once');
    expect(opened).toMatchObject([{ hostKind: 'web' }]);
    expect(served.log).toEqual(['serve undefined', 'close, the studio first']);
  });

  it('as JSON', async () => {
    const { stdout } = await new FakeServed().run(['--json', '--quiet']);
    const link = { url: 'http://127.0.0.1:4848/open?token=t1', port: 4848 };
    expect(JSON.parse(stdout)).toEqual(link);
  });

  it('opens the browser with a link of its own where there is a screen', async () => {
    const served = new FakeServed();
    await served.run(['--port', '5000'], { ports: { canShow: () => true } });
    expect(served.log.slice(0, 2)).toEqual(['serve 5000', 'show t2']);
    const quiet = new FakeServed();
    await quiet.run(['--no-open'], { ports: { canShow: () => true } });
    expect(quiet.log).not.toContain('show t2');
  });

  it('prints a new link for Enter', async () => {
    const served = new FakeServed();
    let press = () => {};
    const { stdout } = await served.run([], { enter: (given) => (press = given) }, () => press());
    expect(stdout.trim().split('\n').at(-1)).toBe('Duologue: http://127.0.0.1:4848/open?token=t2');
  });

  it('says why it can not: a library that another host holds, a port that is none', async () => {
    const locked = new StudioError({
      code: 'library-locked',
      message: 'The library is used by another Duologue (process 7).',
      remedy: 'Close it first.',
    });
    const served = new FakeServed();
    const ports = { openStudio: () => Promise.reject(locked), serve: served.serve };
    const refused = await call(['serve'], { ports });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('process 7') });
    expect(served.log).toEqual([]);
    expect((await call(['serve', '--port', '70000'])).code).toBe(2);
  });
});
