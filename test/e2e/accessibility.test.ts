import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousFindings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { fillLargeLibrary } from '../support/large-library.ts';
import { expectAccessible, expectReadable, LARGE, SMALL } from '../support/look-around.ts';
import { OpenStudio, type OpenStudioOptions } from '../support/open-studio.ts';
import { liveTurns, PATIENTLY, TO_ITS_END } from '../support/studio-steps.ts';

/* Every page and its main states: axe-core finds nothing serious, in both themes, in two sizes. */

// Without motion, so that no colour is looked at while it fades.
const context: OpenStudioOptions['context'] = { reducedMotion: 'reduce' };

/** What lies above a page. */
const DIALOG = '[role=dialog]';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('the judge sees what is wrong', async () => {
  const page = await browser.newPage();
  await page.setContent('<main><input><p style="color: #999; background: #fff">pale</p></main>');
  const found = (await seriousFindings(page)).map((text) => text.split(' ')[0]);
  expect(found).toEqual(expect.arrayContaining(['label', 'color-contrast']));
  await page.context().close();
});

describe('a new library', () => {
  let open: OpenStudio;
  let page: Page;
  beforeAll(async () => {
    open = await OpenStudio.start(browser, { context });
    page = open.page;
  });
  afterAll(() => open.close());

  it('Run', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
    await expectAccessible(page, 'Run');
    await expectReadable(page, 'Run');
    await page.getByRole('button', { name: /^Options/u }).click();
    await expectAccessible(page, 'Run with options');
    await page.getByRole('button', { name: /^Who calls:/u }).click();
    await page.getByRole('option').first().waitFor();
    await expectAccessible(page, 'Run with a chooser', DIALOG);
    await page.keyboard.press('Escape');
  });

  it.each(['/live', '/library', '/library?trash=1', '/nowhere'])('%s', async (route) => {
    await open.goto(route);
    await expectAccessible(page, route);
  });

  it('palette, sheet of shortcuts', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
    await expectAccessible(page, 'palette', DIALOG);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page, 'shortcuts', DIALOG);
    await page.keyboard.press('Escape');
  });

  // The first sample, which goes on for a minute: what is looked at must not be over meanwhile.
  it('a run: getting ready, live, ended', { timeout: 240_000 }, async () => {
    await open.goto('/');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('region', { name: 'Getting ready' }).waitFor();
    await expectAccessible(page, 'getting ready');
    await expect.poll(async () => (await liveTurns(page)).length, PATIENTLY).toBeGreaterThan(0);
    await expectAccessible(page, 'live');
    await page.getByRole('button', { name: 'Let them finish' }).click();
    await page.getByText('They said goodbye').waitFor(TO_ITS_END);
    await expectAccessible(page, 'ended');
    await expectReadable(page, 'ended');
    await open.goto('/live');
    await page.getByRole('link', { name: /^Late parcel/u }).waitFor();
    await expectAccessible(page, 'list of live conversations');
  });

  it('the conversation, tab by tab', async () => {
    const { items } = await open.rpc.call('listConversations', { limit: 1 });
    await open.goto(`/library/${items[0]?.id}`);
    for (const name of ['Transcript', 'Turns', 'Metrics', 'Heard', 'Configuration', 'Exports']) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tabpanel', { name }).waitFor();
      await expectAccessible(page, name, 'main');
    }
    await expectReadable(page, 'conversation');
    await page.setViewportSize(SMALL);
    await page.getByRole('button', { name: 'Notes and facts' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await seriousFindings(page, { part: DIALOG })).toEqual([]);
  });

  it('there was no error, and nothing that the policy refused', () => {
    expect(open.problems).toEqual([]);
  });
});

describe('a library with conversations', () => {
  let directory: string;
  let open: OpenStudio;
  let page: Page;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'duologue-axe-'));
    fillLargeLibrary(directory, { conversations: 120 });
    open = await OpenStudio.start(browser, { directory, context });
    page = open.page;
  }, 120_000);
  beforeEach(() => page.setViewportSize(LARGE));
  afterAll(async () => {
    await open.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('the list, chosen rows, dialogs', async () => {
    await open.goto('/library');
    await page.getByRole('gridcell').first().waitFor();
    await expectAccessible(page, 'library');
    await expectReadable(page, 'library');
    await page.getByRole('grid').focus();
    await page.keyboard.press('Space');
    await page.getByRole('toolbar').waitFor();
    await expectAccessible(page, 'library with a selection');
    for (const name of ['Tag', 'Export']) {
      await page.getByRole('toolbar').getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor();
      await expectAccessible(page, `${name} dialog`, DIALOG);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    await page.setViewportSize(SMALL);
    await page.getByRole('button', { name: /^Filters/u }).click();
    await page.getByRole('dialog', { name: 'Filters' }).waitFor();
    expect(await seriousFindings(page, { part: DIALOG })).toEqual([]);
  });

  it('hits, and none', async () => {
    await open.goto('/library');
    const search = page.getByRole('searchbox', { name: 'Search what was said' });
    await search.fill('friday');
    await page
      .getByRole('region', { name: 'Turns that were found' })
      .getByRole('link')
      .first()
      .waitFor();
    await expectAccessible(page, 'hits');
    await search.fill('xylophone');
    await page.getByText('Nobody said').waitFor();
    await expectAccessible(page, 'no hits');
  });

  it('a conversation without a recording', async () => {
    await open.goto('/library/made-up-000007');
    await page.getByText('There is no recording to listen to').waitFor();
    await expectAccessible(page, 'without a recording');
  });

  it.each([
    ['/personas', 'New persona', 'Claire Dubois'],
    ['/scenarios', 'New scenario', 'Late parcel'],
  ])('%s: the list, a new one, its menu', async (route, button, name) => {
    await open.goto(route);
    await page.getByRole('heading', { level: 2, name }).waitFor();
    await expectAccessible(page, route);
    await expectReadable(page, route);
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page, button, DIALOG);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menu').waitFor();
    await expectAccessible(page, `menu of ${name}`, '[role=menu]');
    await page.keyboard.press('Escape');
  });

  it.each(['/personas/maya-ortiz', '/scenarios/late-parcel'])('%s', async (route) => {
    await open.goto(route);
    await page.getByRole('tabpanel').getByText('You are Maya Ortiz').first().waitFor();
    await expectAccessible(page, route);
    await expectReadable(page, route);
    await page.getByRole('tab', { name: 'Talk in writing' }).click();
    await page.getByRole('tabpanel', { name: 'Talk in writing' }).waitFor();
    await expectAccessible(page, `${route}, written talk`);
    await page.setViewportSize(SMALL);
    await page.getByRole('button', { name: 'What comes of it' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await seriousFindings(page, { part: DIALOG })).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('settings, section by section', async () => {
    await open.goto('/settings');
    const sections = page.getByRole('main').getByRole('navigation').getByRole('link');
    await sections.first().waitFor();
    const count = await sections.count();
    expect(count).toBeGreaterThan(3);
    for (let at = 0; at < count; at += 1) {
      await page.getByRole('main').getByRole('navigation').getByRole('link').nth(at).click();
      // Else it may change in the middle of being looked at.
      await expect.poll(() => page.locator('[aria-busy=true]').count(), PATIENTLY).toBe(0);
      await expectAccessible(page, new URL(page.url()).pathname, 'main');
    }
    await expectReadable(page, 'settings');
  });

  it('there was no error, and nothing that the policy refused', () => {
    expect(open.problems).toEqual([]);
  });
});
