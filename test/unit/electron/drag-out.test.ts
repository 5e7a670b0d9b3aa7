import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import type { ExportProgress, StartExport } from '../../../src/contract/export-api.ts';
import type { StudioEvent } from '../../../src/contract/studio-events.ts';
import { dragBitmap } from '../../../src/main/hosts/electron/drag-icon.ts';
import { DragOut } from '../../../src/main/hosts/electron/drag-out.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'duologue-drag-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

interface Script {
  bytes?: number;
  /** Of the whole preparation. */
  takesMs?: number;
  end?: Partial<ExportProgress>;
  /** The end is told before the call has its answer. */
  early?: boolean;
}

/** A studio whose exports end as the script says, with a folder for each conversation. */
function arrange({ bytes = 1000, takesMs = 0, end = {}, early = false }: Script = {}) {
  let listener: (event: StudioEvent) => void = () => undefined;
  let clock = 0;
  const startDrag = vi.fn();
  const unsubscribe = vi.fn();
  const startExport = vi.fn(async (request: StartExport): Promise<ExportProgress> => {
    const place = request.directory!;
    const ids = request.selection.kind === 'ids' ? request.selection.ids : [];
    for (const id of ids) mkdirSync(join(place, `call ${id}`), { recursive: true });
    writeFileSync(join(place, 'manifest.json'), '{}');
    clock += takesMs;
    const progress = { id: 'x', state: 'running', directory: place } as ExportProgress;
    const told: ExportProgress = { ...progress, state: 'done', error: null, ...end };
    const tell = () => listener({ kind: 'export', progress: told });
    if (early) tell();
    else queueMicrotask(() => queueMicrotask(tell));
    return progress;
  });
  const measureExport = vi.fn(async () => ({
    ...{ conversations: 1, durationMs: 1, bytes, withoutAudio: 0, withoutStems: 0 },
  }));
  const subscribe = (given: typeof listener) => {
    listener = given;
    return unsubscribe;
  };
  const studio = { measureExport, startExport, subscribe };
  const dragOut = new DragOut({ studio, directory, startDrag, now: () => clock });
  return { dragOut, startDrag, startExport, unsubscribe };
}

describe('DragOut', () => {
  it.each([false, true])(
    'hands the folders of the conversations over (early: %s)',
    async (early) => {
      const { dragOut, startDrag, startExport, unsubscribe } = arrange({ early });
      await expect(dragOut.drag(['b', 'a'])).resolves.toBeUndefined();
      const [[paths]] = startDrag.mock.calls as [[string[]]];
      expect(paths.map((path) => path.split(/[\\/]/).at(-1))).toEqual(['call a', 'call b']);
      expect(paths.every((path) => path.startsWith(directory) && existsSync(path))).toBe(true);
      expect(startExport.mock.calls[0]![0].options).toMatchObject({
        texts: ['json', 'txt'],
        audio: {},
      });
      expect(unsubscribe).toHaveBeenCalledOnce();
    },
  );

  it.each([undefined, 'a', [], [''], [7], Array.from({ length: 501 }, String)])(
    'refuses what are no ids, or too many: %#',
    async (ids) => {
      const { dragOut, startDrag, startExport } = arrange();
      await expect(dragOut.drag(ids)).resolves.toMatchObject({ code: 'invalid-input' });
      expect(startExport).not.toHaveBeenCalled();
      expect(startDrag).not.toHaveBeenCalled();
    },
  );

  it('refuses what is too large before anything is written', async () => {
    const { dragOut, startExport } = arrange({ bytes: 2e9 });
    await expect(dragOut.drag(['a'])).resolves.toMatchObject({ code: 'invalid-input' });
    expect(startExport).not.toHaveBeenCalled();
  });

  it('tells why the files could not be written', async () => {
    const error = new StudioError({ code: 'disk-full', message: 'Full.' }).data;
    const { dragOut, startDrag, unsubscribe } = arrange({ end: { state: 'failed', error } });
    await expect(dragOut.drag(['a'])).resolves.toEqual(error);
    expect(startDrag).not.toHaveBeenCalled();
    expect(unsubscribe).toHaveBeenCalledOnce();
  });

  it('begins no drag when the button was let go long ago; the next one takes what is ready', async () => {
    const { dragOut, startDrag, startExport } = arrange({ takesMs: 10_000 });
    await expect(dragOut.drag(['a'])).resolves.toMatchObject({ code: 'timeout' });
    expect(startDrag).not.toHaveBeenCalled();
    await expect(dragOut.drag(['a'])).resolves.toBeUndefined();
    expect(startDrag).toHaveBeenCalledOnce();
    expect(startExport).toHaveBeenCalledOnce();
  });

  it('leaves nothing behind', async () => {
    const { dragOut } = arrange();
    await dragOut.drag(['a']);
    expect(readdirSync(directory)).toHaveLength(1);
    await dragOut.clear();
    expect(existsSync(directory)).toBe(false);
    await dragOut.clear();
  });
});

it('the picture at the pointer shows both voices', () => {
  const { bitmap, width, height } = dragBitmap();
  expect(bitmap).toHaveLength(width * height * 4);
  const colours = new Set(
    Array.from({ length: width * height }, (_, at) => bitmap.toString('hex', at * 4, at * 4 + 4)),
  );
  expect(colours).toEqual(new Set(['00000000', '4d9dffff', 'ffb657ff']));
});
