import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MenuItemConstructorOptions, WebContents } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reloadAfterCrash } from '../../../src/main/hosts/electron/crash-reload.ts';
import { menuTemplate } from '../../../src/main/hosts/electron/menu.ts';
import { pushEvents } from '../../../src/main/hosts/electron/push.ts';
import { servePage } from '../../../src/main/hosts/electron/page-protocol.ts';
import {
  fitBounds,
  loadWindowState,
  saveWindowState,
} from '../../../src/main/hosts/electron/window-state.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };

describe('fitBounds', () => {
  it('takes the usual size the first time, or what the screen has', () => {
    expect(fitBounds(undefined, [SCREEN])).toEqual({ width: 1440, height: 900 });
    const small = { x: 0, y: 0, width: 1280, height: 720 };
    expect(fitBounds(undefined, [small])).toEqual({ width: 1280, height: 720 });
  });

  it('opens where it was', () => {
    const saved = { x: 2000, y: 50, width: 1000, height: 700 };
    const second = { x: 1920, y: 0, width: 1920, height: 1080 };
    expect(fitBounds(saved, [SCREEN, second])).toEqual(saved);
  });

  it('comes back when its screen is gone, or its title bar out of reach', () => {
    const usual = { width: 1440, height: 900 };
    expect(fitBounds({ x: 2000, y: 50, width: 1000, height: 700 }, [SCREEN])).toEqual(usual);
    expect(fitBounds({ x: 100, y: -300, width: 1000, height: 700 }, [SCREEN])).toEqual(usual);
    expect(fitBounds({ x: 1900, y: 50, width: 1000, height: 700 }, [SCREEN])).toEqual(usual);
  });

  it('is never smaller than the page needs', () => {
    const tiny = { x: 10, y: 10, width: 200, height: 100 };
    expect(fitBounds(tiny, [SCREEN])).toEqual({ x: 10, y: 10, width: 900, height: 600 });
  });
});

describe('window state', () => {
  let directory: string;
  beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'duologue-window-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is remembered', () => {
    const path = join(directory, 'window.json');
    const state = { bounds: { x: 1, y: 2, width: 1000, height: 700 }, maximized: true };
    saveWindowState(path, state);
    expect(loadWindowState(path)).toEqual(state);
  });

  it('is forgotten when it can not be read, and writing it never fails', () => {
    const path = join(directory, 'window.json');
    expect(loadWindowState(path)).toBeUndefined();
    writeFileSync(path, '{"bounds":');
    expect(loadWindowState(path)).toBeUndefined();
    const nowhere = join(directory, 'no', 'such', 'folder.json');
    expect(() => saveWindowState(nowhere, { bounds: SCREEN, maximized: false })).not.toThrow();
  });
});

describe('menuTemplate', () => {
  function items(platform: NodeJS.Platform) {
    const send = vi.fn();
    const template = menuTemplate({ platform, appName: 'Duologue', send });
    const flat = (list: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
      list.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
    return { send, all: flat(template) };
  }

  it.each(['linux', 'darwin', 'win32'] as const)('has each accelerator once on %s', (platform) => {
    const keys = items(platform).all.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(expect.arrayContaining(['CmdOrCtrl+N', 'CmdOrCtrl+,', 'CmdOrCtrl+K']));
  });

  it('asks the page, and offers to quit, on every platform', () => {
    for (const platform of ['linux', 'darwin'] as const) {
      const { all, send } = items(platform);
      const click = all.find(({ label }) => label === 'New conversation')?.click as () => void;
      click();
      expect(send).toHaveBeenCalledWith('run');
      expect(all.some(({ role }) => role === 'quit')).toBe(true);
    }
  });
});

describe('reloadAfterCrash', () => {
  it('loads a crashed page again, three times at most in a short while', () => {
    let crash: (event: object, details: { reason: string }) => void = () => undefined;
    const reload = vi.fn();
    const contents = {
      on: (_: string, handler: typeof crash) => (crash = handler),
      reload,
    } as unknown as Pick<WebContents, 'on' | 'reload'>;
    const giveUp = vi.fn();
    reloadAfterCrash(contents, { now: () => 0, after: (_, work) => work(), giveUp });
    crash({}, { reason: 'clean-exit' });
    expect(reload).not.toHaveBeenCalled();
    for (let i = 0; i < 3; i += 1) crash({}, { reason: 'crashed' });
    expect(reload).toHaveBeenCalledTimes(2);
    expect(giveUp).toHaveBeenCalledTimes(1);
  });
});

describe('pushEvents', () => {
  it('sends while the page is there, and lets go of it when it is gone', () => {
    let push: (event: { kind: 'system'; parts: [] }) => void = () => undefined;
    const unsubscribe = vi.fn();
    const state = { crashed: false };
    let destroyed: () => void = () => undefined;
    const target = {
      send: vi.fn(),
      isDestroyed: () => false,
      isCrashed: () => state.crashed,
      once: (_: string, handler: () => void) => (destroyed = handler),
    };
    const studio = {
      subscribe: (listener: typeof push) => {
        push = listener;
        return unsubscribe;
      },
    };
    pushEvents(studio, target as unknown as WebContents);
    push({ kind: 'system', parts: [] });
    state.crashed = true;
    push({ kind: 'system', parts: [] });
    expect(target.send).toHaveBeenCalledExactlyOnceWith('duologue:push', {
      kind: 'push',
      event: { kind: 'system', parts: [] },
    });
    destroyed();
    expect(unsubscribe).toHaveBeenCalled();
  });
});

describe('servePage', () => {
  it('serves the host "studio" of the scheme and nothing else', async () => {
    let handler: ((request: Request) => Response | Promise<Response>) | undefined;
    const page = vi.fn(async (_request: Request) => new Response('page'));
    servePage({ handle: (_scheme, given) => void (handler = given) }, page);
    expect(await (await handler!(new Request('app://studio/library'))).text()).toBe('page');
    expect((await handler!(new Request('app://other/library'))).status).toBe(404);
    expect(page).toHaveBeenCalledTimes(1);
  });

  it('asks for a route as a page, for a recording and a file as what they are', async () => {
    let handler: ((request: Request) => Response | Promise<Response>) | undefined;
    const accepted: (string | null)[] = [];
    const page = async (request: Request) => {
      accepted.push(request.headers.get('accept'), request.headers.get('range'));
      return new Response('page');
    };
    servePage({ handle: (_scheme, given) => void (handler = given) }, page);
    await handler!(new Request('app://studio/library/1'));
    await handler!(new Request('app://studio/assets/index.js'));
    await handler!(new Request('app://studio/media/1/audio', { headers: { range: 'bytes=0-1' } }));
    expect(accepted).toEqual(['text/html', null, null, null, null, 'bytes=0-1']);
  });

  it('passes on what the page sends, as it is', async () => {
    let handler: ((request: Request) => Response | Promise<Response>) | undefined;
    const page = async (request: Request) =>
      new Response(`${request.method} ${await request.text()}`);
    servePage({ handle: (_scheme, given) => void (handler = given) }, page);
    const sent = new Request('app://studio/uploads?name=a.json', { method: 'POST', body: 'file' });
    expect(await (await handler!(sent)).text()).toBe('POST file');
  });
});
