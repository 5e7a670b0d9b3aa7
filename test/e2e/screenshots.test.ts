import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { fillLargeLibrary } from '../support/large-library.ts';
import { OpenStudio } from '../support/open-studio.ts';
import { addScenario, PATIENTLY } from '../support/studio-steps.ts';

/*
 * Pictures of every page in both themes, of a library that is made up and one conversation that is real.
 * UPDATE_SCREENSHOTS=1 writes them to docs/screenshots; else they are taken elsewhere, of a shorter call,
 * and looked at only for what must not be missing.
 */

const update = process.env['UPDATE_SCREENSHOTS'] === '1';
const SCENARIO = update ? 'late-parcel' : 'tiny';
/** Turns after which the live page is worth a picture. */
const LIVE_TURNS = update ? 7 : 3;
const THEMES = ['dark', 'light'] as const;
/** A page that shows nothing is smaller, bytes; a picture that is larger is too heavy for the README. */
const SIZES = { least: 15_000, most: 200_000 };

let browser: Browser;
let open: OpenStudio;
let page: Page;
let data: string;
let folder: string;
let id: string;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'duologue-pictures-'));
  folder = update ? path.join(import.meta.dirname, '../../docs/screenshots') : data;
  await mkdir(folder, { recursive: true });
  fillLargeLibrary(data, { conversations: 260, seed: 11 });
  browser = await launchBrowser();
  open = await OpenStudio.start(browser, {
    directory: data,
    context: { reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin' },
  });
  page = open.page;
  await addScenario(open.rpc, 'tiny');
});
afterAll(async () => {
  await open.close();
  await browser.close();
  await rm(data, { recursive: true, force: true });
});

it('Run', async () => {
  await picture('run', page.getByRole('button', { name: 'Run', exact: true }));
});

describe('a conversation', () => {
  it('while it runs', async () => {
    const started = await open.rpc.call('startConversation', {
      scenario: SCENARIO,
      provider: 'rehearsal',
      seed: 7,
    });
    id = started.id;
    await open.goto(`/live/${id}`);
    const turns = page.getByRole('log').getByRole('paragraph');
    await expect.poll(() => turns.count(), { ...PATIENTLY, timeout: 90_000 }).toBe(LIVE_TURNS);
    await expect.poll(() => turns.last().innerText(), PATIENTLY).toMatch(/\w+ \w+ \w+/u);
    await picture('live', turns.last());
  });

  it('afterwards', async () => {
    await open.rpc.call('waitForConversation', id);
    await open.goto(`/library/${id}?t=9000`);
    await picture('conversation', page.getByRole('region', { name: 'Player' }));
    await page.getByRole('tab', { name: 'Metrics' }).click();
    await picture('metrics', page.getByRole('tabpanel', { name: 'Metrics' }));
  });
});

it.each([
  ['library', '/library', 'Library', 'Tiny'],
  ['personas', '/personas', 'Personas', 'Claire Dubois'],
  ['scenarios', '/scenarios', 'Scenarios', 'Late parcel'],
])('%s', async (name, route, title, content) => {
  await open.goto(route);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const main = page.getByRole('main');
  await picture(name, main.getByText(update && name === 'library' ? 'Late parcel' : content).first());
});

it('hits of a search', async () => {
  await open.goto('/library');
  await page.getByRole('searchbox', { name: 'Search what was said' }).fill('parcel friday');
  const hits = page.getByRole('region', { name: 'Turns that were found' });
  await picture('search', hits.getByRole('link').first());
});

it.each([
  ['persona', '/personas/maya-ortiz'],
  ['scenario', '/scenarios/late-parcel'],
])('the editor of a %s', async (name, route) => {
  await open.goto(route);
  await picture(name, page.getByRole('tabpanel').getByText('You are Maya Ortiz').first());
});

it('settings', async () => {
  await open.goto('/settings');
  await picture('settings', page.getByRole('main').getByRole('heading').first());
});

it('there was no error, and nothing that the policy refused', () => {
  expect(open.problems).toEqual([]);
});

/** Takes what stands on the page in both themes, once that is there which it is about. */
async function picture(name: string, content: Locator): Promise<void> {
  await content.waitFor();
  await page.evaluate('document.fonts.ready.then(() => true)');
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    const file = path.join(folder, `${name}-${theme}.png`);
    await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    const { size } = await stat(file);
    expect(size).toBeGreaterThan(SIZES.least);
    expect(size).toBeLessThan(SIZES.most);
  }
}
