import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { launchBrowser } from '../support/browser.ts';
import { fillLargeLibrary } from '../support/large-library.ts';
import { expectAccessible } from '../support/look-around.ts';
import { OpenStudio } from '../support/open-studio.ts';
import { readWav } from '../support/sound.ts';
import { PATIENTLY, positionMs, runCommand } from '../support/studio-steps.ts';

/* Conversations out of the studio and into another one, by the page alone. They are made up, with sound. */

const COUNT = 24;
/** What somebody says in some of them, and nobody in the others. */
const WORD = 'clinic';
const DIALOG = '[role=dialog]';
/** For the files of many conversations. */
const WRITTEN = { timeout: 100_000 };

let browser: Browser;
let open: OpenStudio;
let page: Page;
let data: string;
/** Where the files go; a folder of its own in it for each test. */
let out: string;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'duologue-exports-'));
  out = await mkdtemp(path.join(tmpdir(), 'duologue-out-'));
  fillLargeLibrary(data, { conversations: COUNT, sounding: COUNT, turnsEach: 4, seed: 11 });
  browser = await launchBrowser();
  open = await OpenStudio.start(browser, { directory: data, context: { reducedMotion: 'reduce' } });
  page = open.page;
}, 120_000);
afterAll(async () => {
  await open.close();
  await browser.close();
  await Promise.all([data, out].map((each) => rm(each, { recursive: true, force: true })));
});

const dialog = (on = page): Locator => on.getByRole('dialog');
const button = (name: string | RegExp, on = page): Locator => on.getByRole('button', { name });
const part = (name: string): Locator => button(new RegExp(`^${name}`, 'u'));
const exportButton = (): Locator => page.getByRole('button', { name: 'Export', exact: true });
/** Resolves when the export can be begun, or can't. */
const exportIs = async (can: 'enabled' | 'disabled'): Promise<void> => {
  await expect.poll(() => exportButton().isEnabled(), PATIENTLY).toBe(can === 'enabled');
};
const state = (kind: 'export' | 'import', value: string, on = page): Locator =>
  on.locator(`[data-${kind}=${value}]`);

describe('a dataset of what a search finds', () => {
  let found: number;

  it('is chosen by its purpose', async () => {
    const selection = { kind: 'matching', query: WORD } as const;
    const measure = await open.rpc.call('measureExport', { selection, options: { audio: {} } });
    found = measure.conversations;
    expect(found).toBeGreaterThan(2);
    expect(found).toBeLessThan(COUNT);
    await open.goto('/library');
    await page.getByRole('searchbox', { name: 'Search what was said' }).fill(WORD);
    await page
      .getByRole('region', { name: 'Turns that were found' })
      .getByRole('link')
      .first()
      .waitFor();
    await button('Export…').click();
    await page.getByRole('radio', { name: 'All that the search finds', checked: true }).waitFor();
    await dialog().getByText(`${found} conversations`).waitFor();
    await part('Hugging Face dataset').click();
    await dialog().getByText('FLAC, stereo (left: Caller), 16 kHz').waitFor();
  });

  it('is divided by sliders and numbers that always add up', async () => {
    await part('Dataset').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Clinic calls');
    await page.getByRole('slider', { name: 'Border between validation and test' }).focus();
    for (let count = 0; count < 5; count += 1) await page.keyboard.press('ArrowLeft');
    await dialog().getByText('80 % train, 5 % valid, 15 % test').waitFor();
    await page.getByRole('textbox', { name: 'Training' }).fill('60');
    await dialog().getByText('60 % train, 10 % valid, 30 % test').waitFor();
  });

  it('lies on the disk as it was asked for', async () => {
    const folder = path.join(out, 'dataset');
    await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
    await exportButton().click();
    await state('export', 'done').waitFor(WRITTEN);
    await dialog().getByText(folder).waitFor();
    expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toContain('Clinic calls');
    const files = filesBelow(folder);
    const rows = files
      .filter((name) => name.endsWith('metadata.jsonl'))
      .flatMap((name) =>
        readFileSync(path.join(folder, name), 'utf8')
          .trim()
          .split('\n')
          .map((line) => path.join(path.dirname(name), (JSON.parse(line) as Row).file_name)),
      );
    expect(new Set(rows).size).toBe(found);
    expect(files.filter((name) => name.endsWith('.flac')).sort()).toEqual(rows.sort());
    const manifest = readFileSync(path.join(folder, 'manifest.json'), 'utf8');
    expect(manifest).toContain('"sha256"');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
  });
});

interface Row {
  file_name: string;
}

it('the form says at its fields what is wrong, and remembers what was chosen', async () => {
  await open.goto('/library');
  await button('Export…').click();
  // As it was in the test before, but for the search.
  await page.getByRole('button', { name: /^Hugging Face dataset/u, pressed: true }).waitFor();
  await dialog().getByText('60 % train, 10 % valid, 30 % test').waitFor();
  await part('Audio').click();
  await page.getByRole('switch', { name: 'Write audio files' }).click();
  await dialog().getByText('There is nothing to write').waitFor();
  await dialog().getByText('A dataset of this kind is made of audio files').waitFor();
  await exportIs('disabled');
  await page.getByRole('switch', { name: 'Write audio files' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill('somewhere');
  await dialog().getByText('Write the whole path of a folder.').waitFor();
  await page.getByRole('textbox', { name: 'Folder' }).fill('');
  await part('Sound effects').click();
  await page.getByRole('radio', { name: 'Pink noise' }).click();
  await page.getByRole('textbox', { name: 'Speech over noise, dB', exact: true }).fill('99');
  await dialog().getByText('Speech over noise: Write a number from -10 to 60.').waitFor();
  await exportIs('disabled');
  await page.getByRole('textbox', { name: 'Speech over noise, dB', exact: true }).fill('12');
  await dialog().getByText('Pink noise 12 to 20 dB below the speech').waitFor();
  await exportIs('enabled');
  await part('Listen and read').click();
  await page.keyboard.press('Escape');
});

describe('cancel and go on', () => {
  const folder = () => path.join(out, 'long');

  it('what was finished stays when it is cancelled', async () => {
    await open.goto('/library');
    await button('Export…').click();
    await part('Take along').click();
    await part('Audio').click();
    await page.getByRole('radio', { name: 'Opus' }).click();
    // As much work as there can be, so that there is a middle in which to cancel.
    await part('Sound effects').click();
    await page.getByRole('radio', { name: 'Pink noise' }).click();
    await page.getByRole('textbox', { name: 'Folder' }).fill(folder());
    await exportButton().click();
    // There while it runs.
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await state('export', 'cancelled').waitFor();
    expect(documentsIn(folder()).length).toBeLessThan(COUNT);
    // Nor does it get lost with the dialog.
    await button('Export something else').click();
    await page.getByRole('textbox', { name: 'Folder' }).fill(folder());
    await exportButton().click();
    await dialog().getByText('An unfinished export lies in').first().waitFor();
  });

  it('and the rest comes when it goes on', async () => {
    await dialog().getByRole('button', { name: 'Go on with what is there' }).click();
    await state('export', 'done').waitFor(WRITTEN);
    const kept = await open.rpc.call('listConversations', { limit: 1 });
    expect(documentsIn(folder())).toHaveLength(kept.total);
    expect(filesBelow(folder()).some((name) => name.includes('.duologue'))).toBe(false);
    await page.keyboard.press('Escape');
  });
});

it('an export whose dialog is closed goes on, tells its end, and is found again', async () => {
  const folder = path.join(out, 'unseen');
  await open.goto('/library');
  await button('Export…').click();
  await part('Take along').click();
  await part('Sound effects').click();
  await page.getByRole('radio', { name: 'Pink noise' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await exportButton().click();
  await state('export', 'running').waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await page.getByText(/^Export: \d+ conversations written/u).waitFor(WRITTEN);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await state('export', 'done').waitFor();
  expect(documentsIn(folder).length).toBeGreaterThan(0);
  await dialog().getByText(folder).waitFor();
  await expectAccessible(page, 'an export that has ended', DIALOG);
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await runCommand(page, 'last export', /^Show the last export/u);
  await state('export', 'done').waitFor();
  await page.keyboard.press('Escape');
});

describe('a clip', () => {
  let conversation: Conversation;
  beforeAll(async () => {
    const { items } = await open.rpc.call('listConversations', { limit: 1 });
    conversation = await open.rpc.call('getConversation', items[0]!.id);
    await open.goto(`/library/${conversation.id}`);
  });
  const turn = (index: number) => conversation.turns[index]!;
  const row = (index: number) => page.locator(`[data-turn="${turn(index).id}"]`);
  const selectedRows = () => page.locator('[data-selected]');
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });

  it('says where the times of its words come from', async () => {
    const about = page.getByRole('region', { name: 'How it went' });
    expect(await about.innerText()).toContain('Word times: aligned to the sound');
    expect(await about.innerText()).toContain('Clean stems');
    const word = row(1).locator('[data-ms]').first();
    expect(await word.getAttribute('title')).toMatch(/^\d+\.\d\d to .* aligned to the sound$/u);
  });

  it('is selected by Shift-click in the transcript, and by keys', async () => {
    const where = { position: { x: 12, y: 12 } };
    await row(1).click({ modifiers: ['Shift'], ...where });
    await row(2).click({ modifiers: ['Shift'], ...where });
    await expect.poll(() => selectedRows().count(), PATIENTLY).toBe(3);
    await page.keyboard.press('Escape');
    await expect.poll(() => selectedRows().count(), PATIENTLY).toBe(0);
    await page.getByRole('tab', { name: 'Turns' }).click();
    await button('Select turn 2').click();
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(() => selectedRows().count(), PATIENTLY).toBe(2);
    await page.getByRole('button', { name: 'Select turn 3', pressed: true }).waitFor();
  });

  it('is heard alone', async () => {
    await button('Export the selection').click();
    await button('Play the clip').click();
    await expect.poll(() => positionMs(page), PATIENTLY).toBeGreaterThan(turn(1).startMs + 100);
    await page.keyboard.press('k');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  });

  it('is written: these turns, and this much sound', async () => {
    const folder = path.join(out, 'clip');
    await part('Listen and read').click();
    await field('Folder').fill(folder);
    await page.getByRole('tabpanel').getByText('2 turns.').waitFor();
    await exportButton().click();
    await state('export', 'done').waitFor();
    const files = filesBelow(folder);
    const text = readFileSync(path.join(folder, the(files, '.txt')), 'utf8');
    expect(text).toContain(turn(1).text);
    expect(text).toContain(turn(2).text);
    expect(text).not.toContain(turn(0).text);
    const sound = readWav(path.join(folder, the(files, '.wav')));
    const lengthMs = (sound.channels[0]!.length / sound.sampleRate) * 1000;
    const end = Math.max(turn(1).endMs, turn(2).endMs);
    expect(Math.abs(lengthMs - (end - turn(1).startMs))).toBeLessThan(2);
    await button('Export something else').click();
  });

  it('is selected by numbers, and by its handles in the lanes', async () => {
    await field('From').fill('0:01');
    await field('To').fill('3.5');
    await page.getByRole('tabpanel').getByText('2.50 s with').waitFor();
    const lanes = page.getByRole('slider', { name: 'Position in the conversation' });
    const box = (await lanes.boundingBox())!;
    const x = (ms: number) => box.x + (ms / conversation.durationMs) * box.width;
    const y = box.y + box.height / 2;
    await page.mouse.move(x(3500), y);
    await page.mouse.down();
    await page.mouse.move(x(5000), y, { steps: 5 });
    await page.mouse.up();
    await expect
      .poll(async () => seconds(await field('To').inputValue()), PATIENTLY)
      .toBeCloseTo(5, 1);
    const from = async () => seconds(await field('From').inputValue());
    await expect.poll(from, PATIENTLY).toBeCloseTo(1, 2);
    await field('To').fill('0:00.5');
    await page.getByRole('tabpanel').getByText('The clip ends before it begins.').waitFor();
    await field('To').fill('9:59');
    await page.getByRole('tabpanel').getByText('The recording ends at').waitFor();
  });

  it('can be heard as clean stems, at the same place', async () => {
    const before = await positionMs(page);
    await button('Volume of each side').click();
    await page.getByRole('radio', { name: 'Clean stems' }).click();
    await page.locator('audio[src*="kind=stems"]').waitFor({ state: 'attached' });
    await expect.poll(() => positionMs(page), PATIENTLY).toBeCloseTo(before, -1);
    await page.keyboard.press('Escape');
  });
});

it('without a mouse: from the library to the files', async () => {
  const folder = path.join(out, 'keys');
  await open.goto('/library');
  await page.getByRole('gridcell').first().waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByText('2 selected').waitFor();
  await tabBackTo(page.getByRole('toolbar').getByRole('button', { name: 'Export' }));
  await page.keyboard.press('Enter');
  await dialog().getByText('2 conversations').waitFor();
  await tabTo(part('Diarization'));
  await page.keyboard.press('Space');
  await tabTo(part('Text files'));
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('checkbox', { name: /^SRT/u }));
  await page.keyboard.press('Space');
  await tabTo(page.getByRole('textbox', { name: 'Folder' }));
  await page.keyboard.type(folder);
  await tabTo(exportButton());
  await page.keyboard.press('Enter');
  await state('export', 'done').waitFor();
  const ends = new Set(filesBelow(folder).map((name) => path.extname(name)));
  expect([...ends].sort()).toEqual(['.ctm', '.json', '.rttm', '.srt', '.stm', '.wav']);
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
});

describe('nobody is kept out of', () => {
  it('the export form, with all that it unfolds', async () => {
    await open.goto('/library?tag=good');
    await button('Export…').click();
    await expectAccessible(page, 'export', DIALOG);
    await part('Hugging Face dataset').click();
    for (const name of ['Text files', 'Audio', 'Dataset', 'Sound effects'])
      await part(name).click();
    await page.getByRole('checkbox', { name: /^Chat JSONL/u }).click();
    await page.getByRole('radio', { name: 'Other conversations' }).click();
    await expectAccessible(page, 'export, unfolded', DIALOG);
    await page.getByRole('switch', { name: 'Write audio files' }).click();
    await expectAccessible(page, 'export, with something wrong', DIALOG);
    await page.keyboard.press('Escape');
  });

  it('the Exports tab with a clip', async () => {
    const { items } = await open.rpc.call('listConversations', { limit: 1 });
    await open.goto(`/library/${items[0]!.id}`);
    await page.getByRole('tab', { name: 'Exports' }).click();
    await page.getByRole('radio', { name: 'A clip' }).click();
    await expectAccessible(page, 'clip', 'main');
  });

  it('the import dialog', async () => {
    await open.goto('/library');
    await button('Import…').click();
    await expectAccessible(page, 'import', DIALOG);
    await page.keyboard.press('Escape');
  });
});

describe('into another studio', () => {
  let other: OpenStudio;
  let folder: string;
  let ids: string[];
  beforeAll(async () => {
    folder = path.join(out, 'along');
    const { items } = await open.rpc.call('listConversations', { limit: 2 });
    ids = items.map(({ id }) => id);
    const { id } = await open.rpc.call('startExport', {
      selection: { kind: 'ids', ids },
      options: { texts: ['json'], audio: { stems: true } },
      directory: folder,
    });
    await open.rpc.seen((event) => {
      return event.kind === 'export' && event.progress.id === id && event.progress.state === 'done';
    });
    other = await OpenStudio.start(browser, { context: { reducedMotion: 'reduce' } });
  }, 120_000);
  afterAll(() => other.close());

  it('by the folder’s path: everything comes as it was', async () => {
    await runCommand(other.page, 'Import conv', /^Import conversations/u);
    await other.page.getByRole('textbox', { name: 'Or by its path' }).fill(folder);
    await button('Import', other.page).last().click();
    await state('import', 'done', other.page).waitFor();
    await dialog(other.page).getByText('2 conversations imported').waitFor();
    for (const id of ids) {
      const [here, there] = await Promise.all([
        open.rpc.call('getConversation', id),
        other.rpc.call('getConversation', id),
      ]);
      expect(withoutPaths(there)).toEqual(withoutPaths(here));
    }
  });

  it('and is seen and heard there', async () => {
    const conversation = await open.rpc.call('getConversation', ids[0]!);
    await dialog(other.page).locator(`a[href="/library/${conversation.id}"]`).click();
    const transcript = other.page.getByRole('list', { name: 'Transcript' });
    await transcript.getByText(conversation.turns[0]!.text).first().waitFor();
    await button('Play', other.page).click();
    await expect.poll(() => positionMs(other.page), PATIENTLY).toBeGreaterThan(100);
  });

  it('by files that are chosen: what is there already is left out, or copied', async () => {
    const files = filesBelow(folder)
      .filter((name) => /conversation\.(json|wav)$|stems\.wav$/u.test(name))
      .filter((name) => path.dirname(name) === path.dirname(documentsIn(folder)[0]!))
      .map((name) => path.join(folder, name));
    await other.goto('/library');
    await button('Import…', other.page).click();
    await other.page.locator('input[type=file]').setInputFiles(files);
    await dialog(other.page).getByText('1 JSON document').waitFor();
    await other.page.getByRole('radio', { name: 'Take in as a copy' }).click();
    await button('Import', other.page).last().click();
    await state('import', 'done', other.page).waitFor();
    await dialog(other.page).getByText('1 conversation imported').waitFor();
    expect((await other.rpc.call('listConversations', { limit: 10 })).total).toBe(3);
    await button('Import something else', other.page).click();
    await dialog(other.page).getByRole('button', { name: 'Choose others' }).click();
    await other.page.getByRole('textbox', { name: 'Or by its path' }).fill(folder);
    await other.page.getByRole('radio', { name: 'Leave out' }).click();
    await button('Import', other.page).last().click();
    await dialog(other.page).getByText('2 were there already').waitFor();
  });

  it('what can’t be taken in is named, with what to do', async () => {
    await button('Import something else', other.page).click();
    await other.page.locator('input[type=file]').setInputFiles({
      name: 'broken.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"kind":"duologue-conversation","version":1}'),
    });
    await button('Import', other.page).last().click();
    const failures = dialog(other.page).getByRole('list', { name: 'Not taken in' });
    expect(await failures.innerText()).toContain('broken.json');
    expect(await failures.getByRole('listitem').first().innerText()).toMatch(/\n.*\n/u);
    await expectAccessible(other.page, 'import with failures', DIALOG);
  });

  it('what is dropped on the library is asked about at once', async () => {
    await other.page.keyboard.press('Escape');
    await dialog(other.page).waitFor({ state: 'hidden' });
    await other.page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['{}'], 'conversation.json'));
      dataTransfer.items.add(new File(['x'], 'notes.txt'));
      const given = { dataTransfer, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new DragEvent('dragover', given));
      document.body.dispatchEvent(new DragEvent('drop', given));
    })()`);
    await dialog(other.page).getByText('1 JSON document and 0 audio files').waitFor();
    await dialog(other.page).getByText('1 other file in there: not needed.').waitFor();
    await other.page.keyboard.press('Escape');
  });

  it('there was no error, and nothing that the policy refused', () => {
    expect(other.problems).toEqual([]);
  });
});

it('there was no error, and nothing that the policy refused', () => {
  expect(open.problems).toEqual([]);
});

/** Paths of all files in a folder, relative to it. */
function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function documentsIn(folder: string): string[] {
  return filesBelow(folder).filter((name) => path.basename(name) === 'conversation.json');
}

/** The only file with this ending. */
function the(files: readonly string[], ending: string): string {
  const [one, ...more] = files.filter((name) => name.endsWith(ending));
  if (one === undefined || more.length > 0) throw new Error(`not one ${ending}: ${files.join()}`);
  return one;
}

/** Recordings lie elsewhere there. */
function withoutPaths({ recordings, ...rest }: Conversation) {
  return { ...rest, recordings: recordings.map(({ path: _path, ...recording }) => recording) };
}

function seconds(clock: string): number {
  return clock.split(':').reduce((sum, each) => sum * 60 + Number(each), 0);
}

/** Presses Tab until the element has the focus. */
async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press(key);
    const there = await target.evaluate<boolean, { ownerDocument: unknown }>((element) =>
      (element as never as { matches(s: string): boolean }).matches(':focus'),
    );
    if (there) return;
  }
  throw new Error('not reached');
}

function tabBackTo(target: Locator): Promise<void> {
  return tabTo(target, 'Shift+Tab');
}
