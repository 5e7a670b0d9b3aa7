import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { launchBrowser } from '../support/browser.ts';
import { OpenStudio } from '../support/open-studio.ts';
import { levelDb, readWav } from '../support/sound.ts';
import {
  audio,
  levelOf,
  levelsOf,
  liveTurns,
  openPage,
  PATIENTLY,
  positionMs,
  showsTurns,
  sideDoes,
  TO_ITS_END,
} from '../support/studio-steps.ts';
import { watchSteps } from '../support/step-watch.ts';

/* Somebody opens the app for the first time, runs a conversation and does everything with it. In order. */

/** The first sample scenario: who calls, and who answers the phone and speaks first. */
const CALLER = 'Maya Ortiz';
const CALLED = 'Sam Reed';
/** Of 100; the meters show sound from −60 dBFS on. */
const AUDIBLE = 15;

let browser: Browser;
let open: OpenStudio;
let page: Page;
let folder: string;
let conversation: Conversation;
beforeAll(async () => {
  browser = await launchBrowser();
  open = await OpenStudio.start(browser, { context: { acceptDownloads: true } });
  page = open.page;
  folder = await mkdtemp(join(tmpdir(), 'duologue-exports-'));
});
afterAll(async () => {
  await open.close();
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the first launch', () => {
  it('is ready: who calls whom about what stands there, and Run', async () => {
    await page.getByRole('button', { name: `Who calls: ${CALLER}` }).waitFor();
    await page.getByRole('button', { name: `Who is called: ${CALLED}` }).waitFor();
    await page.getByRole('button', { name: 'What about: Late parcel' }).waitFor();
    await page.getByRole('button', { name: 'Run', exact: true, disabled: false }).waitFor();
    await page.getByRole('banner').getByText('press Run').waitFor();
  });

  it('Run shows how the parts come up', async () => {
    const seen = await watchSteps(page);
    await runButton().click();
    await page.waitForURL(/\/live\/./u);
    await expect
      .poll(async () => new Set((await seen()).map(({ name }) => name)).size, PATIENTLY)
      .toBe(6);
    const server = async () => (await seen()).filter(({ name }) => name === 'livekit');
    await expect
      .poll(async () => (await server()).find(({ state }) => state === 'done')?.text, PATIENTLY)
      .toMatch(/LiveKit server.*\d\.\d+ s/u);
  });
});

describe('the live page', () => {
  it('lets both be heard, each while they speak', async () => {
    await sideDoes(page, CALLED, 'speaking');
    await heardAlone(CALLED, CALLER);
    await sideDoes(page, CALLER, 'speaking');
    await heardAlone(CALLER, CALLED);
  });

  it('shows the words as they are spoken', async () => {
    const seen = new Set<string>();
    await expect
      .poll(async () => {
        for (const text of await liveTurns(page)) seen.add(text.trim());
        return growing(seen);
      }, PATIENTLY)
      .toBeGreaterThan(2);
  });

  it('mutes a side, and lets one be heard alone', async () => {
    const [caller, called] = [strip(CALLER), strip(CALLED)];
    await called.getByRole('button', { name: 'mute' }).click();
    await sideDoes(page, CALLED, 'speaking');
    const muted = await loudest(CALLED, 12);
    await called.getByRole('button', { name: 'mute' }).click();
    await expect.poll(() => levelOf(page, CALLED), PATIENTLY).toBeGreaterThan(AUDIBLE);
    expect(muted).toBe(0);

    await called.getByRole('button', { name: 'solo' }).click();
    await sideDoes(page, CALLER, 'speaking');
    expect(await loudest(CALLER, 8)).toBe(0);
    await called.getByRole('button', { name: 'solo' }).click();
    expect(await caller.getByRole('button', { pressed: true }).count()).toBe(0);
  });

  it('lets them finish; then it says how it ended', async () => {
    // It says so only until they have.
    const asked = page.getByRole('button', { name: 'Asked to finish' }).waitFor();
    await Promise.all([asked, page.getByRole('button', { name: 'Let them finish' }).click()]);
    await page.getByText('They said goodbye').waitFor(TO_ITS_END);
    await page.getByRole('button', { name: 'Run again' }).waitFor();
  });

  it('then holds the same words as the library', async () => {
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    conversation = await open.rpc.call('waitForConversation', id);
    expect(conversation.turns.length).toBeGreaterThan(3);
    await showsTurns(page, conversation.turns);
  });
});

describe('afterwards', () => {
  it('the library lists it', async () => {
    await openPage(page, 'Library');
    const rows = page.getByRole('grid', { name: 'Conversations' }).getByRole('row');
    await rows.filter({ hasText: 'Late parcel' }).getByText('Completed').waitFor();
    expect(await rows.count()).toBe(2);
  });

  it('a word that was said leads to its moment', async () => {
    const { turn, word } = spokenWord();
    await page.getByRole('searchbox', { name: 'Search what was said' }).fill(word.text);
    const hits = page.getByRole('region', { name: 'Turns that were found' });
    await hits.getByRole('link').filter({ hasText: turn.text }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Late parcel' }).waitFor();
    await expect.poll(() => positionMs(page), PATIENTLY).toBeCloseTo(turn.startMs, -2);
  });

  it('a click on a word goes to it', async () => {
    const { turn, word } = spokenWord();
    const row = page.getByRole('listitem').filter({ hasText: turn.text });
    await row.getByText(word.text, { exact: true }).first().click();
    await expect
      .poll(async () => Math.abs((await positionMs(page)) - word.startMs), PATIENTLY)
      .toBeLessThan(150);
  });

  it('the word that sounds is lit while it plays', async () => {
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const lit = new Set<string>();
    await expect
      .poll(async () => {
        for (const text of await page.locator('[data-now]').allInnerTexts()) lit.add(text);
        return lit.size;
      }, PATIENTLY)
      .toBeGreaterThan(2);
    await page.getByRole('button', { name: 'Pause' }).click();
    const words = conversation.turns.flatMap((turn) => turn.words.map(({ text }) => text));
    for (const text of lit) expect(words).toContain(text);
    expect(await audio(page).count()).toBe(1);
  });
});

describe('exports', () => {
  it('into a folder: sound and text are on the disk, the sound as it was stored', async () => {
    await page.getByRole('tab', { name: 'Exports' }).click();
    await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByText('1 conversation written').waitFor();
    const files = await readdir(folder, { recursive: true });
    const wav = files.find((file) => file.endsWith('.wav')) ?? '';
    expect(files.filter((file) => /\.(wav|json|txt)$/u.test(file)).length).toBeGreaterThan(2);
    expect(await sha256(join(folder, wav))).toBe(recording().sha256);
    const sound = readWav(join(folder, wav));
    expect(sound.channels).toHaveLength(2);
    for (const channel of sound.channels) expect(levelDb(channel)).toBeGreaterThan(-45);
    const text = files.find((file) => file.endsWith('.txt')) ?? '';
    expect(await readFile(join(folder, text), 'utf8')).toContain(conversation.turns[0]?.text);
  });

  it('as a download: the same sound', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download WAV' }).click();
    const path = await (await download).path();
    expect((await download).suggestedFilename()).toMatch(/\.wav$/u);
    expect(await sha256(path)).toBe(recording().sha256);
  });
});

it('there was no error, and nothing that the policy refused', () => {
  expect(open.problems).toEqual([]);
});

function runButton() {
  return page.getByRole('button', { name: 'Run', exact: true });
}

function strip(name: string) {
  return page.getByRole('region', { name: 'Monitor' }).getByRole('group', { name });
}

/** Resolves at a moment at which this side is heard and the other one isn't. */
async function heardAlone(name: string, other: string): Promise<void> {
  await expect
    .poll(async () => {
      const [heard, silent] = await levelsOf(page, [name, other]);
      return heard > AUDIBLE && silent === 0;
    }, PATIENTLY)
    .toBe(true);
}

/** The highest of so many readings, a tenth of a second apart; the first ones are of what is fading. */
async function loudest(name: string, readings: number): Promise<number> {
  let [found, taken] = [0, 0];
  await expect
    .poll(
      async () => {
        const level = await levelOf(page, name);
        taken += 1;
        if (taken > 5) found = Math.max(found, level);
        return taken;
      },
      { ...PATIENTLY, interval: 100 },
    )
    .toBeGreaterThan(readings);
  return found;
}

/** The longest chain of texts of which each goes on where the one before stopped. */
function growing(texts: ReadonlySet<string>): number {
  const all = [...texts].filter(Boolean).sort((one, other) => one.length - other.length);
  const chains = all.map(
    (text) => all.filter((shorter) => text.startsWith(shorter) && text !== shorter).length,
  );
  return Math.max(0, ...chains);
}

/** A long word of the second turn, in its middle. */
function spokenWord() {
  const turn = conversation.turns[1];
  const words = (turn?.words ?? []).slice(1, -1);
  const word = words.toSorted((one, other) => other.text.length - one.text.length)[0];
  if (!turn || !word) throw new Error('nobody answered');
  return { turn, word };
}

function recording() {
  const found = conversation.recordings.find(({ kind }) => kind === 'local');
  if (!found) throw new Error('there is no recording');
  return found;
}

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
