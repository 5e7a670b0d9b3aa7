import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DesktopStudio, whyNoDesktop } from '../support/desktop-studio.ts';
import { PATIENTLY } from '../support/studio-steps.ts';

/* The desktop window itself: it opens, it is closed to everything foreign, and a conversation runs in it. */

const reason = whyNoDesktop();
if (reason !== undefined) {
  process.stderr.write(
    `\n*** NOT CHECKED: the Electron window (launch, run, security of the live window): ${reason}. ***\n\n`,
  );
}

describe.skipIf(reason !== undefined)('the desktop window', () => {
  let studio: DesktopStudio;
  beforeAll(async () => void (studio = await DesktopStudio.start()));
  afterAll(async () => {
    await studio.stop();
  });

  it('opens on the page, served by its own scheme', async () => {
    await studio.page.getByRole('main').waitFor();
    expect(studio.page.url()).toMatch(/^app:\/\/studio\//u);
    expect(await studio.page.title()).toContain('Duologue');
  });

  it('comes back at the same place after a reload', async () => {
    await studio.page.getByRole('link', { name: /^Library/u }).click();
    await studio.page.waitForURL('app://studio/library');
    await studio.page.reload();
    await studio.page.getByRole('main').waitFor();
    expect(studio.page.url()).toBe('app://studio/library');
  });

  it('gives the page no Node, and no more of Electron than the bridge', async () => {
    const globals = await studio.page.evaluate(
      `({ require: typeof require, process: typeof process, bridge: Object.keys(duologue).sort() })`,
    );
    expect(globals).toEqual({
      require: 'undefined',
      process: 'undefined',
      bridge: ['call', 'onCommand', 'onPush', 'platform', 'shell'],
    });
  });

  it('runs sandboxed, isolated and with web security', async () => {
    const preferences = await studio.app.evaluate(({ BrowserWindow }) => {
      const contents: unknown = BrowserWindow.getAllWindows()[0]?.webContents;
      // Undocumented, and so without a type: what the window was really made with.
      return (contents as { getLastWebPreferences(): object }).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    expect(preferences).not.toMatchObject({ webviewTag: true });
  });

  it('takes files that are to be imported by its own scheme, and keeps them with the data', async () => {
    const answer = await studio.page.evaluate(`(async () => {
      const file = new File(['RIFF', 'x'.repeat(3_000_000)], 'x.wav', { type: 'audio/wav' });
      return await new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open('POST', '/uploads?name=x.wav');
        request.onload = () => resolve({ status: request.status, text: request.responseText });
        request.onerror = () => reject(new Error('it was not sent'));
        request.send(file);
      });
    })()`);
    expect(answer).toMatchObject({ status: 201 });
    const [name = ''] = readdirSync(join(studio.directory, 'uploads'));
    expect(answer).toMatchObject({ text: JSON.stringify({ id: name }) });
    expect(statSync(join(studio.directory, 'uploads', name)).size).toBe(3_000_004);
  });

  it('answers with a strict policy, and inline script does not run', async () => {
    const policy = await studio.page.evaluate(
      `fetch('/').then((answer) => answer.headers.get('content-security-policy'))`,
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    const ran = await studio.page.evaluate(`(() => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.head.append(script);
      return window.injected === true;
    })()`);
    expect(ran).toBe(false);
  });

  it('opens no window and goes nowhere else', async () => {
    const opened = await studio.page.evaluate(`window.open('app://studio/library') === null`);
    expect(opened).toBe(true);
    await studio.page.evaluate(`void (location.href = 'https://example.invalid/')`);
    await studio.page.getByRole('main').waitFor();
    expect(studio.page.url()).toMatch(/^app:\/\/studio\//u);
    const windows = await studio.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
    );
    expect(windows).toBe(1);
  });

  it('denies permissions that the studio does not need', async () => {
    const state = await studio.page.evaluate(
      `navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', (error) => error.name)`,
    );
    expect(state).toMatch(/NotAllowedError|NotFoundError/u);
    expect(await studio.page.evaluate(`Notification.requestPermission()`)).toBe('denied');
  });

  it('refuses a folder that the studio did not write', async () => {
    const refusal = await studio.page.evaluate(`duologue.shell.openDirectory('/')`);
    expect(refusal).toMatchObject({ code: 'invalid-input' });
  });

  it('refuses to drag out what is no conversation', async () => {
    const drag = (ids: string) => studio.page.evaluate(`duologue.shell.dragOut(${ids})`);
    expect(await drag('[]')).toMatchObject({ code: 'invalid-input' });
    expect(await drag(`['../../etc']`)).toMatchObject({ code: 'not-found' });
  });

  it('takes a file that the page sends, by its own scheme', async () => {
    const sent = await studio.page.evaluate(
      `fetch('/uploads?name=a.json', { method: 'POST', body: '{}' }).then((answer) => answer.json())`,
    );
    expect(sent).toMatchObject({ id: expect.any(String) });
  });

  it('runs a conversation from one click, and keeps it', async () => {
    await studio.page.evaluate(`void (location.href = 'app://studio/')`);
    await studio.page.waitForURL('app://studio/');
    await studio.page.getByRole('button', { name: /^Run/u }).first().click();
    await studio.page.waitForURL(/\/live\//u);
    const id = studio.page.url().split('/').at(-1) ?? '';
    const request = JSON.stringify({ id: 1, method: 'waitForConversation', args: [id] });
    const reply = await studio.page.evaluate(`duologue.call(${request})`);
    expect(reply).toMatchObject({ ok: true, result: { id, status: 'completed' } });
  }, 180_000);

  it('drags it out: a folder with sound, JSON and text, handed to the system', async () => {
    // The system's own drag can't be seen from here: what it is asked for can.
    await studio.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents;
      contents.startDrag = (item) => Object.assign(globalThis, { dragged: item.files });
    });
    await studio.page.getByRole('link', { name: /^Library/u }).click();
    const row = studio.page.getByRole('row').nth(1);
    // What still runs can't be dragged.
    await row.getByText('Completed').waitFor();
    await row.dispatchEvent('dragstart');
    const dragged = () =>
      studio.app.evaluate(() => (globalThis as { dragged?: string[] }).dragged ?? []);
    await expect.poll(dragged, PATIENTLY).toHaveLength(1);
    const [folder = ''] = await dragged();
    const names = readdirSync(folder).map((name) => extname(name));
    expect(names.sort()).toEqual(['.json', '.txt', '.wav']);
  });
});
