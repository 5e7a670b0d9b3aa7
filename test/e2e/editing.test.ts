import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { OpenStudio } from '../support/open-studio.ts';
import { holdUndo, openPage, PATIENTLY } from '../support/studio-steps.ts';

/* Personas and scenarios, from the first word to the trash and back. The tests of a group build on each other. */

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

describe('a persona', () => {
  it('is made from a name', async () => {
    await openPage(page, 'Personas');
    await page.getByRole('button', { name: 'New persona' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Zoë Winter');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name: 'Zoë Winter' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/personas/zoe-winter');
  });

  it('is saved as one writes, and is there after a reload', async () => {
    await saved(async () => {
      await character().fill('You are Zoë. You sell tea.');
      await field('What this person wants from the call').fill('Sell ten boxes of tea.');
    });
    await page.reload();
    await expect.poll(() => character().inputValue(), PATIENTLY).toContain('tea');
    const stored = await open.rpc.call('getPersona', 'zoe-winter');
    expect(stored.instructions).toBe('You are Zoë. You sell tea.');
    expect(stored.goal).toBe('Sell ten boxes of tea.');
  });

  it('says what is wrong, keeps what was written, and does not save it', async () => {
    await field('Name').fill('');
    await page.getByText("This can't be empty.").first().waitFor();
    await page
      .getByRole('banner')
      .getByText(/Not saved/u)
      .waitFor();
    await expect.poll(() => field('Name').getAttribute('aria-invalid'), PATIENTLY).toBe('true');
    expect((await open.rpc.call('getPersona', 'zoe-winter')).name).toBe('Zoë Winter');
    await saved(() => field('Name').fill('Zoë Winter'));
  });

  it('shows what the model gets, as the form stands', async () => {
    const panel = page.getByRole('tabpanel', { name: 'What the model gets' });
    await panel.getByText('You are Zoë. You sell tea.').waitFor();
    await saved(() => character().fill('You are Zoë. You sell coffee.'));
    await panel.getByText('You are Zoë. You sell coffee.').waitFor();
    await panel.getByText('end_call', { exact: true }).waitFor();
  });

  it('each sitting is a version; an earlier one can be had back', async () => {
    const earlier = versions().filter({ hasText: /v\d/u });
    await expect.poll(() => earlier.count(), PATIENTLY).toBe(2);
    await earlier.first().click();
    const dialog = page.getByRole('dialog', { name: /^Version of/u });
    const change = dialog.getByRole('region', { name: /Character/u });
    expect(await change.getByRole('deletion').innerText()).toContain('tea');
    expect(await change.getByRole('insertion').innerText()).toContain('coffee');
    await dialog.getByRole('button', { name: 'Restore this version' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => character().inputValue(), PATIENTLY).toContain('tea');
    await expect
      .poll(async () => (await open.rpc.call('getPersona', 'zoe-winter')).instructions, PATIENTLY)
      .toContain('tea');
    // Nothing is lost by it.
    await expect.poll(() => versions().count(), PATIENTLY).toBe(4);
  });

  it('can be talked to in writing', async () => {
    await page.getByRole('tab', { name: 'Talk in writing' }).click();
    const panel = page.getByRole('tabpanel', { name: 'Talk in writing' });
    await panel.getByRole('textbox', { name: 'What you say to Zoë' }).fill('Hello, who is there?');
    await panel.getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => panel.getByRole('listitem').count(), PATIENTLY).toBe(2);
    expect(await panel.getByRole('listitem').nth(1).innerText()).toMatch(/^Zoë\s+\S+/u);
  });

  it('can be heard', async () => {
    const card = page.getByRole('region', { name: 'Voice, language, tags' });
    await card.getByRole('button', { name: /^Voice in rehearsal/u }).click();
    await page.getByRole('option', { name: /Maple/u }).click();
    await soundGoesOn(page);
    await card.getByRole('button', { name: /^Play .* as maple/iu }).click();
    const stop = card.getByRole('button', { name: /^Stop .* as maple/iu });
    await expect.poll(() => stop.getAttribute('aria-busy'), PATIENTLY).toBe('false');
    await stop.click();
    await card.getByRole('button', { name: /^Play .* as maple/iu }).waitFor();
  });
});

describe('the list of personas', () => {
  it('duplicates', async () => {
    await openPage(page, 'Personas');
    await act('Zoë Winter', 'Duplicate');
    await page.getByRole('heading', { level: 1, name: 'Zoë Winter (copy)' }).waitFor();
    const copy = await open.rpc.call('getPersona', 'zoe-winter-copy');
    expect(copy.instructions).toBe('You are Zoë. You sell tea.');
  });

  it('deletes, and takes it back', async () => {
    await openPage(page, 'Personas');
    await act('Zoë Winter (copy)', 'Delete');
    const undo = await holdUndo(page);
    await card('Zoë Winter (copy)').waitFor({ state: 'hidden' });
    await undo.click();
    await card('Zoë Winter (copy)').waitFor();
  });

  it('searches', async () => {
    await page.getByRole('searchbox', { name: 'Search personas' }).fill('zoe copy');
    await expect.poll(() => page.getByRole('article').count(), PATIENTLY).toBe(1);
    await page.getByRole('searchbox', { name: 'Search personas' }).fill('');
  });

  it('imports a file', async () => {
    const text = [
      'id: tim-berg',
      'name: Tim Berg',
      'role: baker',
      'instructions: You are Tim. You bake.',
      'voices: { rehearsal: oak }',
    ].join('\n');
    await importFile('tim.yaml', text);
    await card('Tim Berg').waitFor();
    expect((await open.rpc.call('getPersona', 'tim-berg')).role).toBe('baker');
  });

  it('says which file it cannot import, where, and why', async () => {
    await importFile('broken.yaml', 'id: broken\nname: Bro Ken\nmanner: { patience: 7 }\n');
    const dialog = page.getByRole('dialog', { name: 'Nothing could be imported' });
    const said = await dialog.innerText();
    expect(said).toContain('broken.yaml');
    expect(said).toContain('role: is missing');
    expect(said).toContain('manner.patience');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await importFile('torn.yaml', 'name: "Torn\nrole: x');
    expect(await dialog.innerText()).toMatch(/torn\.yaml[\s\S]*line \d/u);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });
});

describe('a scenario', () => {
  it('is made, edited, reloaded and brought back to an earlier version', async () => {
    await openPage(page, 'Scenarios');
    await page.getByRole('button', { name: 'New scenario' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).fill('Wet cellar');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name: 'Wet cellar' }).waitFor();
    await saved(() => field('Situation').fill('There is water in the cellar.'));
    await page.reload();
    const situation = () => field('Situation').inputValue();
    await expect.poll(situation, PATIENTLY).toBe('There is water in the cellar.');
    await versions().last().click();
    const dialog = page.getByRole('dialog', { name: /^Version of/u });
    await dialog.getByRole('button', { name: 'Restore this version' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect
      .poll(async () => (await open.rpc.call('getScenario', 'wet-cellar')).situation, PATIENTLY)
      .toBe('One calls the other.');
  });

  it('says what is wrong', async () => {
    await field('Most turns').fill('0');
    await page
      .getByText(/^At least/u)
      .first()
      .waitFor();
    await saved(() => field('Most turns').fill('20'));
  });

  it('shows what the model of each side gets', async () => {
    const panel = page.getByRole('tabpanel', { name: 'What the model gets' });
    await field('Situation').fill('The cellar is full of water.');
    await panel.getByText('The cellar is full of water.').waitFor();
    const scenario = await open.rpc.call('getScenario', 'wet-cellar');
    const name = (await open.rpc.call('getPersona', scenario.personas.b)).name;
    await page.getByRole('radiogroup', { name: 'Whose model' }).getByText(name).click();
    await panel
      .getByText(new RegExp(`^You are ${name}`, 'u'))
      .first()
      .waitFor();
  });

  it('is deleted from its editor, and taken back', async () => {
    await page.getByRole('button', { name: 'Actions for Wet cellar' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const undo = await holdUndo(page);
    await page.getByRole('heading', { level: 1, name: 'Scenarios' }).waitFor();
    await undo.click();
    await card('Wet cellar').waitFor();
  });
});

it('there was no error, and nothing that the policy refused', () => {
  expect(open.problems).toEqual([]);
});

function field(name: string) {
  return page.getByRole('main').getByLabel(name, { exact: true });
}

function character() {
  return field('Character and way of speaking');
}

function card(name: string) {
  return page.getByRole('heading', { level: 2, name, exact: true });
}

/** The newest first. */
function versions() {
  return page.getByRole('list', { name: 'Versions' }).getByRole('button');
}

/**
 * Changes something; resolves when it has been saved. From the change itself on the page says that it is not:
 * that is not waited for, since it may be over before it was looked for.
 */
async function saved(change: () => Promise<void>): Promise<void> {
  await change();
  await page.getByRole('banner').getByText('Saved', { exact: true }).waitFor();
}

/** Samples are played over and over from now on, until they are stopped: they are short. */
async function soundGoesOn(on: Page): Promise<void> {
  await on.evaluate(`{
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (...when) {
      this.loop = true;
      start.apply(this, when);
    };
  }`);
}

async function act(name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function importFile(name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/yaml', buffer: Buffer.from(text) });
}
