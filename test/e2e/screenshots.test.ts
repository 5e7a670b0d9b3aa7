import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { fillLargeLibrary } from '../support/large-library.ts';
import { showTheme } from '../support/look-around.ts';
import { OpenStudio } from '../support/open-studio.ts';
import { withPalette } from '../support/palette-png.ts';
import { addScenario, PATIENTLY, TO_ITS_END } from '../support/studio-steps.ts';

/*
 * Pictures of every page in both themes, of a library that is made up and one conversation that is real.
 * UPDATE_SCREENSHOTS=1 writes them to docs/screenshots; else they are of a shorter call, are not kept, and
 * only show that nothing is missing.
 */

const update = process.env['UPDATE_SCREENSHOTS'] === '1';
/** Where they are written, if at all. */
const folder = update ? path.join(import.meta.dirname, '../../docs/screenshots') : undefined;
const SCENARIO = update ? 'late-parcel' : 'tiny';
/** Turns after which the live page is worth a picture. */
const LIVE_TURNS = update ? 7 : 3;
const THEMES = ['dark', 'light'] as const;
/** A page that shows nothing is smaller, bytes; a picture that is larger is too heavy for the README. */
const SIZES = { least: 10_000, most: 150_000 };

let browser: Browser;
let open: OpenStudio;
let page: Page;
let data: string;
let id: string;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'duologue-pictures-'));
  if (folder) await mkdir(folder, { recursive: true });
  fillLargeLibrary(data, { conversations: 260, sounding: 8, seed: 11 });
  browser = await launchBrowser();
  open = await OpenStudio.start(browser, {
    directory: data,
    context: { reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin' },
  });
  page = open.page;
  if (!update) await addScenario(open.rpc, 'tiny');
}, 120_000);
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
    await expect
      .poll(() => turns.count(), { ...PATIENTLY, ...TO_ITS_END })
      .toBeGreaterThanOrEqual(LIVE_TURNS);
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
  await picture(
    name,
    main.getByText(update && name === 'library' ? 'Late parcel' : content).first(),
  );
});

it('hits of a search', async () => {
  await open.goto('/library');
  await page.getByRole('searchbox', { name: 'Search what was said' }).fill('parcel');
  const hits = page.getByRole('region', { name: 'Turns that were found' });
  await picture('search', hits.getByRole('link').first());
});

it('export', async () => {
  await open.goto('/library');
  await page.getByRole('gridcell').first().waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Space');
  for (let count = 0; count < 5; count += 1) await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('toolbar').getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Hugging Face dataset/u }).click();
  await dialog.getByRole('button', { name: /^Audio/u }).click();
  await picture('export', dialog.getByText(/\d conversations, .*about/u));
  await page.keyboard.press('Escape');
});

it('a clip', async () => {
  await open.goto(`/library/${id}`);
  await page.getByRole('tab', { name: 'Exports' }).click();
  await page.getByRole('radio', { name: 'A clip' }).click();
  await page.getByRole('textbox', { name: 'From' }).fill('0:03');
  await page.getByRole('textbox', { name: 'To' }).fill(update ? '0:15' : '0:04');
  await picture('clip', page.getByText(/^A clip, .* about/u));
});

it('import', async () => {
  await open.goto('/library');
  await page.getByRole('button', { name: 'Import…' }).click();
  await picture('import', page.getByRole('dialog').getByText('Drop an exported folder here'));
  await page.keyboard.press('Escape');
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

it.each([
  ['providers', '/settings/providers', 'OpenAI'],
  ['prices', '/settings/prices', 'gpt-4.1-mini'],
])('settings: %s', async (name, route, content) => {
  await open.goto(route);
  await picture(name, page.getByRole('main').getByText(content, { exact: true }).first());
});

it('there was no error, and nothing that the policy refused', () => {
  expect(open.problems).toEqual([]);
});

/** Takes what stands on the page in both themes, once that is there which it is about. */
async function picture(name: string, content: Locator): Promise<void> {
  await content.waitFor();
  // No ring around what was pressed last.
  await page.evaluate('document.activeElement?.blur()');
  await page.evaluate('document.fonts.ready.then(() => true)');
  for (const theme of THEMES) {
    await showTheme(page, theme);
    const taken = await page.screenshot({ caret: 'hide' });
    const packed = withPalette(taken);
    expect(packed.length).toBeGreaterThan(SIZES.least);
    expect(packed.length).toBeLessThan(SIZES.most);
    if (folder) await writeFile(path.join(folder, `${name}-${theme}.png`), packed);
  }
}
