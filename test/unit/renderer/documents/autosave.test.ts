import { beforeEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../../src/contract/errors.ts';
import { Autosave, SAVE_AFTER_MS } from '../../../../src/renderer/documents/autosave.ts';

const away = new StudioError({ code: 'connection-lost', message: 'The host is away.' });

/** A clock that is moved by hand, and a host whose answers the test gives. */
class Stage {
  private now = 0;
  private timers: { at: number; run: () => void }[] = [];
  readonly saves: { value: string; resolve: () => void; reject: (error: unknown) => void }[] = [];
  readonly states: string[] = [];
  readonly autosave = new Autosave<string>({
    save: (value) =>
      new Promise<void>((resolve, reject) => this.saves.push({ value, resolve, reject })),
    after: (ms, run) => {
      const timer = { at: this.now + ms, run };
      this.timers.push(timer);
      return () => {
        this.timers = this.timers.filter((each) => each !== timer);
      };
    },
    onState: ({ kind }) => this.states.push(kind),
  });

  pass(ms: number): void {
    this.now += ms;
    const due = this.timers.filter(({ at }) => at <= this.now);
    this.timers = this.timers.filter(({ at }) => at > this.now);
    for (const { run } of due) run();
  }

  get values(): string[] {
    return this.saves.map(({ value }) => value);
  }
}

/** Lets everything that is ready to go on go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});

describe('autosave', () => {
  it('saves once, when the typing rests', async () => {
    stage.autosave.handleChange({ value: 'M' });
    stage.pass(SAVE_AFTER_MS - 1);
    stage.autosave.handleChange({ value: 'Ma' });
    stage.pass(SAVE_AFTER_MS - 1);
    expect(stage.values).toEqual([]);
    stage.pass(1);
    expect(stage.values).toEqual(['Ma']);
    expect(stage.autosave.state.kind).toBe('saving');
    stage.saves[0]!.resolve();
    await settle();
    expect(stage.autosave.state.kind).toBe('saved');
  });

  it('saves nothing that does not hold, and takes back what was about to be saved', () => {
    stage.autosave.handleChange({ value: 'M' });
    stage.autosave.handleChange({ problem: "Name: This can't be empty." });
    stage.pass(10_000);
    expect(stage.values).toEqual([]);
    expect(stage.autosave.state).toEqual({
      kind: 'invalid',
      problem: "Name: This can't be empty.",
    });
  });

  it('saves one at a time, the newest last', async () => {
    stage.autosave.handleChange({ value: 'one' });
    stage.pass(SAVE_AFTER_MS);
    stage.autosave.handleChange({ value: 'two' });
    stage.pass(SAVE_AFTER_MS);
    expect(stage.values).toEqual(['one']);
    stage.saves[0]!.resolve();
    await settle();
    expect(stage.values).toEqual(['one', 'two']);
    stage.saves[1]!.resolve();
    await settle();
    expect(stage.autosave.settled).toBe(true);
  });

  it('does not call something saved that was typed while it saved', async () => {
    stage.autosave.handleChange({ value: 'one' });
    stage.pass(SAVE_AFTER_MS);
    stage.autosave.handleChange({ value: 'two' });
    stage.saves[0]!.resolve();
    await settle();
    expect(stage.autosave.state.kind).toBe('waiting');
    stage.pass(SAVE_AFTER_MS);
    expect(stage.values).toEqual(['one', 'two']);
  });

  it('saves at once when the page is left', async () => {
    stage.autosave.handleChange({ value: 'one' });
    const left = stage.autosave.flush();
    expect(stage.values).toEqual(['one']);
    stage.autosave.handleChange({ value: 'two' });
    void stage.autosave.flush();
    stage.saves[0]!.resolve();
    await settle();
    expect(stage.values).toEqual(['one', 'two']);
    stage.saves[1]!.resolve();
    await left;
    expect(stage.autosave.settled).toBe(true);
  });

  it('keeps what the host did not take, and tries again when asked', async () => {
    stage.autosave.handleChange({ value: 'one' });
    stage.pass(SAVE_AFTER_MS);
    stage.saves[0]!.reject(away);
    await settle();
    expect(stage.autosave.state).toEqual({ kind: 'failed', error: away.data });
    void stage.autosave.flush();
    expect(stage.values).toEqual(['one', 'one']);
    stage.saves[1]!.resolve();
    await settle();
    expect(stage.autosave.settled).toBe(true);
  });

  it('goes on to what is newer after a failure', async () => {
    stage.autosave.handleChange({ value: 'one' });
    stage.pass(SAVE_AFTER_MS);
    stage.autosave.handleChange({ value: 'two' });
    void stage.autosave.flush();
    stage.saves[0]!.reject(away);
    await settle();
    expect(stage.values).toEqual(['one', 'two']);
  });

  it('forgets what waits when the form goes back to what is stored', async () => {
    stage.autosave.handleChange({ value: 'one' });
    stage.autosave.forget();
    stage.pass(10_000);
    await stage.autosave.flush();
    expect(stage.values).toEqual([]);
    expect(stage.autosave.settled).toBe(true);
  });
});
