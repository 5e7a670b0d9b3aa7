import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { OpenStudio } from '../support/open-studio.ts';
import { watchedPage } from '../support/page-watch.ts';
import {
  holdUndo,
  levelsOf,
  liveTurns,
  PATIENTLY,
  showsTurns,
  TO_ITS_END,
} from '../support/studio-steps.ts';
import { WebStudio } from '../support/web-studio.ts';

/* What a page outlives: a reload, a second tab, words that look like code, and the end of its host. */

let browser: Browser;
let open: OpenStudio;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  open = await OpenStudio.start(browser);
  page = open.page;
});
afterAll(async () => {
  await open.close();
  await browser.close();
});

// One that goes on for a minute, so that there is something to come back to.
describe('a conversation that runs', () => {
  let second: Page;
  const idOf = () => new URL(page.url()).pathname.split('/').at(-1) ?? '';

  it('is live in the other tab as well', async () => {
    second = await open.newTab('/live');
    await page.getByRole('button', { name: /^What about:/u }).click();
    await page.getByRole('option', { name: /^Booking change/u }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.waitForURL(/\/live\/./u);
    await second.getByRole('link', { name: /^Booking change/u }).click();
    await second.waitForURL(page.url());
  });

  it('goes on when the page is reloaded: words, lanes and sound are there again', async () => {
    const first = async () => (await open.rpc.call('getLive', idOf())).turns[0];
    await expect.poll(async () => (await first())?.open, PATIENTLY).toBe(false);
    const said = (await first())?.text ?? '';
    expect(said).not.toBe('');
    const shown = async () => (await liveTurns(page))[0] ?? '';
    // Behind it stands what was still to be said, if it was cut off.
    await expect.poll(shown, PATIENTLY).toContain(said);
    await page.reload();
    await expect.poll(shown, PATIENTLY).toContain(said);
    const anyone = async () => Math.max(...(await levelsOf(page, ['Priya Nair', 'Jonas Weber'])));
    await expect.poll(anyone, PATIENTLY).toBeGreaterThan(15);
  });

  it('ends in both tabs with the same words', async () => {
    await second.getByRole('button', { name: 'Let them finish' }).click();
    await second.getByText('They said goodbye').waitFor(TO_ITS_END);
    await page.getByText('They said goodbye').waitFor();
    const { turns } = await open.rpc.call('getConversation', idOf());
    await showsTurns(page, turns);
    await showsTurns(second, turns);
    await second.close();
  });
});

describe('two tabs', () => {
  it('see what the other one changes', async () => {
    const second = await open.newTab('/personas');
    await open.goto('/personas/edith-moore');
    await page.getByRole('textbox', { name: 'Name' }).fill('Edith Moore-Lane');
    await second.getByRole('heading', { name: 'Edith Moore-Lane' }).waitFor();
    await second.getByRole('button', { name: 'Actions for Edith Moore-Lane' }).click();
    await second.getByRole('menuitem', { name: 'Delete' }).click();
    // It is offered once it is deleted.
    const undo = await holdUndo(second);
    await open.goto('/personas');
    await page.getByRole('heading', { name: 'Claire Dubois' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Edith Moore-Lane' }).count()).toBe(0);
    await undo.click();
    await page.getByRole('heading', { name: 'Edith Moore-Lane' }).waitFor();
    await second.close();
  });
});

describe('words that look like code', () => {
  const ATTACK = '<img src=x onerror="alert(1)"><script>alert(2)</script>\u{1b}[31m';

  it('are words: nothing runs, nothing is fetched, nothing is refused', async () => {
    const asked: string[] = [];
    const dialogs: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const { rpc } = open;
    const [conversation] = (await rpc.call('listConversations', { limit: 1 })).items;
    const id = conversation?.id ?? '';
    await rpc.call('annotateConversation', { id, title: ATTACK, notes: ATTACK });
    await rpc.call('tagConversations', { ids: [id], add: ['<b>tag</b>'] });
    const maya = await rpc.call('getPersona', 'maya-ortiz');
    const name = '<img src=x onerror="alert(3)">';
    await rpc.call('savePersona', { ...maya, name, goal: ATTACK, instructions: ATTACK });
    const routes = ['/', '/library', `/library/${id}`, '/personas', '/personas/maya-ortiz'];
    for (const route of [...routes, '/scenarios', '/scenarios/late-parcel', '/live']) {
      await open.goto(route);
      const content = route.startsWith('/library/') ? ATTACK.slice(0, 8) : 'Duologue';
      await expect.poll(() => page.title(), PATIENTLY).toContain(content.slice(0, 8));
    }
    await open.goto('/personas');
    await page.getByRole('heading', { name }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('img');
    await page
      .getByRole('option', { name: new RegExp('<img src=x', 'u') })
      .first()
      .waitFor();
    expect(dialogs).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(open.studio.origin))).toEqual([]);
    expect(asked.filter((url) => url.endsWith('/x'))).toEqual([]);
    await rpc.call('savePersona', maya);
  });
});

it('so far there was no error, and nothing that the policy refused', () => {
  expect(open.problems).toEqual([]);
});

describe('a host that is killed', () => {
  let directory: string;
  let killed: OpenStudio;
  let again: WebStudio;
  let id: string;
  let said: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'duologue-killed-'));
    killed = await OpenStudio.start(browser, { directory });
  });
  afterAll(async () => {
    await killed.close();
    await again.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('the page says so, and keeps what it shows', async () => {
    await killed.page.getByRole('button', { name: 'Run', exact: true }).click();
    // In the middle of a turn: what it came to until the last second is in the library.
    const soFar = async () => (await liveTurns(killed.page))[0] ?? '';
    await expect.poll(soFar, PATIENTLY).toMatch(/^.{40}/u);
    id = new URL(killed.page.url()).pathname.split('/').at(-1) ?? '';
    process.kill(killed.studio.pid, 'SIGKILL');
    await killed.page.getByText('The connection to Duologue is lost.').waitFor();
    said = await soFar();
  });

  it('started again, its link opens the same library, with the conversation as far as it came', async () => {
    again = await WebStudio.start({ directory, port: killed.studio.port });
    const { page: opened, problems } = await watchedPage(killed.context);
    await opened.goto(again.link);
    await opened.getByRole('link', { name: /^Library/u }).click();
    const row = opened.getByRole('row').filter({ hasText: 'Late parcel' });
    await row.getByText('Interrupted').waitFor();
    await row.getByRole('link', { name: 'Late parcel' }).click();
    await expect.poll(() => new URL(opened.url()).pathname).toBe(`/library/${id}`);
    const transcript = opened.getByRole('tabpanel', { name: 'Transcript' });
    await transcript.getByText(said.slice(0, 12)).waitFor();
    expect(problems).toEqual([]);
  });

  it('and the page of before finds its way back by itself', async () => {
    await killed.page.getByText('The connection to Duologue is lost.').waitFor({ state: 'hidden' });
    await killed.page.getByRole('link', { name: /^Library/u }).click();
    await killed.page.getByRole('row').getByText('Interrupted').waitFor();
    // That nobody answered for a while is all that there was.
    const others = killed.problems.filter((text) => !/WebSocket|ERR_CONNECTION|401/u.test(text));
    expect(others).toEqual([]);
  });
});
