import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { FakeOpenAi } from '../support/fake-openai/index.ts';
import { expectAccessible, expectReadable } from '../support/look-around.ts';
import { OpenStudio } from '../support/open-studio.ts';
import { addScenario, holdUndo, PATIENTLY } from '../support/studio-steps.ts';

/*
 * Real providers in the studio, as far as a fake server stands for them: keys, models, tests, prices,
 * players, a conversation with its cost.
 */

const KEY = 'sk-canary-of-the-studio';
const OWN_KEY = 'own-canary-of-the-studio';
const DIALOG = '[role=dialog]';

let browser: Browser;
let fake: FakeOpenAi;
let own: FakeOpenAi;
let open: OpenStudio;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  fake = await FakeOpenAi.start({ keys: [KEY] });
  own = await FakeOpenAi.start({ keys: [OWN_KEY], models: ['llama-of-ours'] });
  open = await OpenStudio.start(browser, {
    env: { OPENAI_BASE_URL: fake.baseUrl },
    context: { reducedMotion: 'reduce' },
  });
  page = open.page;
});
afterAll(async () => {
  await open.close();
  await Promise.all([fake.close(), own.close()]);
  await browser.close();
});

const card = (name: string): Locator => page.getByRole('region', { name, exact: true });
const stage = (of: string, name: string): Locator => card(of).getByRole('group', { name });

/** Resolves when a button can be pressed, or can't: what it depends on is asked of the host. */
async function isEnabled(button: Locator, enabled: boolean): Promise<void> {
  await expect.poll(() => button.isEnabled(), PATIENTLY).toBe(enabled);
}

/** Chooses out of a list, or writes what it doesn't have. */
async function choose(field: Locator, name: string): Promise<void> {
  await field.click();
  await page
    .getByRole('dialog')
    .getByPlaceholder(/^Search/u)
    .fill(name);
  await page.getByRole('option', { name }).first().click();
}

describe('providers', () => {
  it('take a key where it is missing', async () => {
    await open.goto('/settings/providers');
    const openai = card('OpenAI');
    await openai.getByText('has no key').waitFor();
    await openai.getByRole('button', { name: 'Add: OpenAI key' }).click();
    await expectAccessible(page, 'providers with a key field');
    await openai.getByLabel('OpenAI key', { exact: true }).fill(KEY);
    await openai.getByRole('button', { name: 'Set OpenAI key' }).click();
    await openai.getByText(/has a key/u).waitFor();
    await openai.getByLabel('OpenAI key', { exact: true }).waitFor({ state: 'detached' });
    await openai.getByText(/^OPENAI_BASE_URL is set: what is meant for OpenAI goes to/u).waitFor();
  });

  it('list their models, and warn of a name that is not there', async () => {
    const thinking = stage('OpenAI', 'Thinking');
    await choose(thinking.getByLabel('Model'), 'gpt-of-tomorrow');
    await thinking.getByText(/doesn’t list this model/u).waitFor();
    await choose(thinking.getByLabel('Model'), 'gpt-4.1-mini');
    await thinking.getByText('As the server lists them.').waitFor();
    await expectReadable(page, 'providers');
  });

  it('are tested as they stand in the form', async () => {
    const thinking = stage('OpenAI', 'Thinking');
    fake.behave('chat', { kind: 'status', status: 404, code: 'model_not_found' });
    await thinking.getByRole('button', { name: 'Test thinking' }).click();
    await thinking.getByText('Doesn’t work').waitFor();
    fake.behave('chat', { kind: 'normal' });
    await thinking.getByRole('button', { name: 'Test thinking' }).click();
    await thinking.getByText('Works', { exact: true }).waitFor();
    // What was found of one model says nothing about another.
    await choose(thinking.getByLabel('Model'), 'gpt-4.1-nano');
    await thinking.getByText('Not tested yet').waitFor();
    await choose(thinking.getByLabel('Model'), 'gpt-4.1-mini');
    await thinking.getByText('Works', { exact: true }).waitFor();
  });

  it('keep their options', async () => {
    const thinking = stage('OpenAI', 'Thinking');
    await thinking.getByRole('button', { name: /^Options of thinking/u }).click();
    await thinking.getByLabel('Temperature').fill('3');
    await thinking.getByText('Write a number from 0 to 2.').last().waitFor();
    const use = card('OpenAI').getByRole('button', { name: 'Use these models' });
    await isEnabled(use, false);
    await thinking.getByLabel('Temperature').fill('0.4');
    await thinking.getByLabel('Most tokens of a reply').fill('300');
    await expectAccessible(page, 'options of a stage');
    await use.click();
    await card('OpenAI').getByText('Stored.').waitFor();
    const { settings } = await open.rpc.call('getSettings');
    // The model is named or not: it may be the usual one.
    expect(settings.openai.llm).toMatchObject({ temperature: 0.4, maxTokens: 300 });
  });
});

describe('servers of one’s own', () => {
  const servers = 'Your own servers';

  it('are filled in from a preset, which may leave something to write', async () => {
    const preset = card(servers).getByLabel('Fill in from a known server');
    await choose(preset, 'Azure OpenAI');
    const thinking = stage(servers, 'Thinking');
    await thinking.getByText(/^Write your own in place of/u).waitFor();
    const use = card(servers).getByRole('button', { name: 'Use these servers' });
    await isEnabled(use, false);
  });

  it('are still there, unstored, when one comes back from another section', async () => {
    const sections = page.getByRole('navigation', { name: 'Settings' });
    await sections.getByRole('link', { name: 'Keys' }).click();
    await page.getByText(/^There are none\. Servers that are set/u).waitFor();
    await sections.getByRole('link', { name: 'Providers' }).click();
    const address = stage(servers, 'Thinking').getByLabel('Address');
    await expect.poll(() => address.inputValue(), PATIENTLY).toContain('YOUR-RESOURCE');
    await card(servers).getByRole('button', { name: 'Discard changes' }).click();
    await expect.poll(() => address.inputValue(), PATIENTLY).toBe('');
  });

  it('have a key of their own each', async () => {
    const { origin, host } = new URL(own.baseUrl);
    const thinking = stage(servers, 'Thinking');
    await thinking.getByLabel('Address').fill(own.baseUrl);
    await card(servers).getByText(host).waitFor();
    const label = `Key for ${origin}`;
    await card(servers)
      .getByRole('button', { name: `Add: ${label}` })
      .click();
    await card(servers).getByLabel(label, { exact: true }).fill(OWN_KEY);
    await card(servers)
      .getByRole('button', { name: `Set ${label}` })
      .click();
    // Whoever asks before it is stored asks without it.
    await card(servers).getByLabel(label, { exact: true }).waitFor({ state: 'detached' });
    await choose(thinking.getByLabel('Model'), 'llama-of-ours');
    await thinking.getByRole('button', { name: 'Test thinking' }).click();
    await thinking.getByText('Works', { exact: true }).waitFor();
    await expectAccessible(page, 'a server of one’s own');
    await card(servers).getByRole('button', { name: 'Use these servers' }).click();
    await card(servers).getByText('Stored.').waitFor();
    const shown = own.requests.map(({ headers }) => headers.authorization);
    expect(new Set(shown)).toEqual(new Set([`Bearer ${OWN_KEY}`]));
  });
});

describe('prices', () => {
  it('are added, changed and taken away', async () => {
    await open.goto('/settings/prices');
    await page.getByText('gpt-4.1-mini', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Add a price' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Model').fill('llama-of-ours');
    await dialog
      .getByRole('group', { name: /^Text, a million/u })
      .getByLabel('In')
      .fill('0.5');
    await expectAccessible(page, 'a price', DIALOG);
    await dialog.getByRole('button', { name: 'Save the price' }).click();
    const prices = page.getByRole('list', { name: 'Prices' });
    const mine = prices.getByRole('listitem').filter({ hasText: 'llama-of-ours' });
    await mine.getByText('$0.50 in for a million tokens of text').waitFor();
    await expectAccessible(page, 'prices');
    await expectReadable(page, 'prices');
    await mine.getByRole('button', { name: /^Take your price/u }).click();
    const undo = await holdUndo(page);
    await mine.waitFor({ state: 'detached' });
    expect((await open.rpc.call('getSettings')).settings.prices).toBeNull();
    await undo.click();
    await mine.getByText('$0.50 in for a million tokens of text').waitFor();
    await mine.getByRole('button', { name: /^Take your price/u }).click();
    await mine.waitFor({ state: 'detached' });
  });

  it('bound a conversation by a budget', async () => {
    await page.getByLabel(/^Most that one conversation may cost/u).fill('0.5');
    await page.getByRole('button', { name: 'Use this budget' }).click();
    await expect
      .poll(async () => (await open.rpc.call('getSettings')).settings.budgetUsd, PATIENTLY)
      .toBe(0.5);
  });
});

describe('a run', () => {
  const options = () => page.getByRole('complementary', { name: 'Options of the run' });

  beforeAll(async () => {
    // A server on this computer is free, unless somebody says otherwise.
    const { settings } = await open.rpc.call('getSettings');
    const prices = [{ model: 'gpt-4.1-mini', inputTokens: 40, outputTokens: 160 }];
    await open.rpc.call('saveSettings', { ...settings, prices: { asOf: '2026-11-20', prices } });
    await addScenario(open.rpc, 'tiny');
    await open.goto('/?scenario=tiny');
  });

  it('is free as a rehearsal, and estimated else', async () => {
    await page.getByText('Free', { exact: true }).waitFor();
    await options()
      .getByRole('button', { name: /^Options/u })
      .click();
    await options()
      .getByRole('combobox', { name: /^Provider/u })
      .click();
    await page.getByRole('option', { name: 'OpenAI', exact: true }).click();
    const cost = page.getByRole('button', { name: /^Expected cost: (About|Up to) \$/u });
    await cost.click();
    await page
      .getByRole('dialog')
      .getByText(/^Prices of/u)
      .waitFor();
    await expectAccessible(page, 'an estimate', DIALOG);
    await page.keyboard.press('Escape');
    const budget = options().getByLabel(/^Budget/u);
    await budget.fill('0.001');
    await page.getByText(/^The budget of \$0.001 is too small for this conversation/u).waitFor();
    const run = page.getByRole('button', { name: 'Run', exact: true });
    await isEnabled(run, false);
    await budget.fill('');
    await cost.waitFor();
    await isEnabled(run, true);
  });

  it('may have another player on each side', async () => {
    await options()
      .getByRole('combobox', { name: /^Who plays Maya/u })
      .click();
    await page.getByRole('option', { name: 'OpenAI, speech to speech' }).click();
    await page.getByText('Played by OpenAI, speech to speech').waitFor();
    await options()
      .getByRole('combobox', { name: /^Who plays Sam/u })
      .click();
    await page.getByRole('option', { name: 'Your own agent' }).click();
    await options().getByLabel('Agent name').fill('support-agent');
    await page.getByText(/^Your own agent is reached through your LiveKit/u).waitFor();
    const run = page.getByRole('button', { name: 'Run', exact: true });
    await isEnabled(run, false);
    await expectAccessible(page, 'a run with other players');
    await options().getByRole('button', { name: 'Back to the usual' }).click();
    await isEnabled(run, true);
  });

  it('says at the end what it used and cost', async () => {
    const { id } = await open.rpc.call('startConversation', {
      scenario: 'tiny',
      provider: 'openai',
      limits: { maxTurns: 2 },
      seed: 7,
    });
    await open.goto(`/live/${id}`);
    await open.rpc.call('waitForConversation', id);
    await open.goto(`/library/${id}`);
    const usage = card('Usage and cost');
    await usage
      .getByText(/^\$0\./u)
      .first()
      .waitFor();
    await usage
      .getByText(/tokens? in/u)
      .first()
      .waitFor();
    await usage.getByText(/^By the prices of/u).waitFor();
    await expectAccessible(page, 'usage and cost', 'main');
    await page.getByRole('tab', { name: 'Configuration' }).click();
    await page
      .getByText(`gpt-4.1-mini (${new URL(fake.baseUrl).host}), temperature 0.4`)
      .first()
      .waitFor();
  });
});

it('shows no key to anybody else, and has no error', async () => {
  const shown = fake.requests.map(({ headers }) => headers.authorization);
  expect(shown.filter((header) => header?.includes(OWN_KEY))).toEqual([]);
  const html = await page.content();
  for (const key of [KEY, OWN_KEY]) {
    expect(html).not.toContain(key);
    expect(open.studio.said).not.toContain(key);
  }
  expect(open.problems).toEqual([]);
});
