import { describe, expect, it, vi } from 'vitest';
import { SharedPart } from '../../../src/main/engine/shared-part.ts';

describe('a shared part', () => {
  it('starts once for all who ask, and stays', async () => {
    const start = vi.fn(async () => 'up');
    const part = new SharedPart(start);
    expect(await Promise.all([part.ensure(() => {}), part.ensure(() => {})])).toEqual(['up', 'up']);
    expect(await part.ensure(() => {})).toBe('up');
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('shows its progress to everyone, and where it stands to who comes later', async () => {
    const gate = Promise.withResolvers<void>();
    const part = new SharedPart(async (show) => {
      show('half');
      await gate.promise;
      show('nearly');
    });
    const first: string[] = [];
    const second: string[] = [];
    const both = [part.ensure((n) => first.push(n)), part.ensure((n) => second.push(n))];
    gate.resolve();
    await Promise.all(both);
    expect(first).toEqual(['half', 'nearly']);
    expect(second).toEqual(['half', 'nearly']);
  });

  it('tries again after a failure', async () => {
    let tries = 0;
    const part = new SharedPart(async () => {
      if (++tries === 1) throw new Error('no luck');
      return tries;
    });
    await expect(part.ensure(() => {})).rejects.toThrow('no luck');
    expect(await part.ensure(() => {})).toBe(2);
  });

  it('starts anew after it was forgotten', async () => {
    let starts = 0;
    const part = new SharedPart(async () => ++starts);
    part.forget(await part.ensure(() => {}));
    expect(await part.ensure(() => {})).toBe(2);
  });

  it('starts anew only once, however many find that it is no longer good', async () => {
    let starts = 0;
    const part = new SharedPart(async () => ++starts);
    const renewed = async (): Promise<number> => {
      part.forget(await part.ensure(() => {}));
      return part.ensure(() => {});
    };
    await part.ensure(() => {});
    expect(await Promise.all([renewed(), renewed(), renewed()])).toEqual([2, 2, 2]);
  });

  it('starts nothing any more once it has settled', async () => {
    const start = vi.fn(async () => 'up');
    const part = new SharedPart(start);
    await part.settle();
    await expect(part.ensure(() => {})).rejects.toMatchObject({ data: { code: 'cancelled' } });
    expect(start).not.toHaveBeenCalled();
  });

  it('aborts a start that is under way when it settles', async () => {
    const part = new SharedPart(
      (_show, signal) =>
        new Promise<string>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    );
    const asked = part.ensure(() => {});
    expect(await part.settle()).toBeUndefined();
    await expect(asked).rejects.toThrow('aborted');
  });

  it('hands over what is up when it settles, and nothing when nothing is', async () => {
    expect(await new SharedPart(async () => 'up').settle()).toBeUndefined();
    const part = new SharedPart(async () => 'up');
    await part.ensure(() => {});
    expect(await part.settle()).toBe('up');
  });
});
