import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { OpenStudio } from '../support/open-studio.ts';
import { PATIENTLY } from '../support/studio-steps.ts';

/* What a user writes about a conversation saves itself. The tests build on each other. */

let browser: Browser;
let open: OpenStudio;
let id: string;
beforeAll(async () => {
  browser = await launchBrowser();
  open = await OpenStudio.start(browser);
  const request = { scenario: 'late-parcel', seed: 7, limits: { maxTurns: 1 } };
  ({ id } = await open.rpc.call('startConversation', request));
  await open.rpc.call('waitForConversation', id);
  await open.goto(`/library/${id}`);
}, 120_000);
afterAll(async () => {
  await open.close();
  await browser.close();
});

const notes = (): Locator => open.page.getByRole('textbox', { name: 'Notes' });
const stored = () => open.rpc.call('getConversation', id);

it('notes are saved when the typing rests, and when one leaves the field', async () => {
  await notes().fill('They were quick.');
  await expect.poll(async () => (await stored()).notes, PATIENTLY).toBe('They were quick.');
  await notes().fill('They were quick. And polite.');
  await notes().blur();
  await expect.poll(async () => (await stored()).notes, PATIENTLY).toContain('polite');
});

it('notes are saved when one leaves the page in mid-typing', async () => {
  await notes().fill('Gone in a moment.');
  await open.page.getByRole('link', { name: /^Library/u }).click();
  await expect.poll(async () => (await stored()).notes, PATIENTLY).toBe('Gone in a moment.');
});

it('what another tab stores is shown while nothing unsaved stands here', async () => {
  await open.goto(`/library/${id}`);
  await expect.poll(() => notes().inputValue(), PATIENTLY).toBe('Gone in a moment.');
  await open.rpc.call('annotateConversation', { id, notes: 'From elsewhere.' });
  await expect.poll(() => notes().inputValue(), PATIENTLY).toBe('From elsewhere.');
  expect(open.problems).toEqual([]);
});
