import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { FakeOpenAi, type Route } from '../support/fake-openai/index.ts';
import { expectAccessible } from '../support/look-around.ts';
import { OpenStudio } from '../support/open-studio.ts';
import {
  addScenario,
  liveTurns,
  openPage,
  PATIENTLY,
  showsTurns,
  TO_ITS_END,
} from '../support/studio-steps.ts';

/*
 * A studio whose environment points OpenAI at a foreign server: a whole conversation by clicks alone, and
 * what the window still does while that server is silent.
 */

const KEY = 'sk-canary-of-the-environment';
const MODEL = 'gpt-4.1-mini';

let browser: Browser;
let fake: FakeOpenAi;
let open: OpenStudio;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  fake = await FakeOpenAi.start({ keys: [KEY] });
  open = await OpenStudio.start(browser, {
    env: {
      ...{ OPENAI_BASE_URL: fake.baseUrl, OPENAI_API_KEY: KEY, LLM_MODEL: MODEL },
      // Seconds: the test stops it, not its patience.
      DUOLOGUE_PROVIDER_TIMEOUT: '600',
    },
    context: { reducedMotion: 'reduce' },
  });
  page = open.page;
  // While the server is silent nobody speaks: that must not end it before it is stopped.
  await addScenario(open.rpc, 'tiny', { silenceSeconds: 300, maxMinutes: 10 });
  // Else a server on this computer costs nothing.
  const { settings } = await open.rpc.call('getSettings');
  const prices = [{ model: MODEL, inputTokens: 40, outputTokens: 160 }];
  await open.rpc.call('saveSettings', { ...settings, prices: { asOf: '2026-11-20', prices } });
});
afterAll(async () => {
  await open.close();
  await fake.close();
  await browser.close();
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const step = (name: string): Locator => page.locator(`[data-step=${name}]`);
const idOf = () => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** Chooses OpenAI on the Run page, and presses Run. */
async function runOverOpenAi(): Promise<string> {
  await open.goto('/?scenario=tiny');
  const options = page.getByRole('complementary', { name: 'Options of the run' });
  await options.getByRole('button', { name: /^Options/u }).click();
  await options.getByRole('combobox', { name: /^Provider/u }).click();
  await page.getByRole('option', { name: 'OpenAI', exact: true }).click();
  await press('Run');
  await page.waitForURL(/\/live\/./u);
  return idOf();
}

/** Leaves the page and comes back, stops, and sees that it is over for the server, too. */
async function stillObeys(id: string, route: Route): Promise<void> {
  await openPage(page, 'Library');
  await page.getByRole('gridcell').first().waitFor();
  await openPage(page, 'Live');
  await page.getByRole('link', { name: /^Tiny/u }).first().click();
  await page.waitForURL(new RegExp(id, 'u'));
  await press('Stop');
  await page.getByText('You stopped it').waitFor();
  expect(await open.rpc.call('getConversation', id)).toMatchObject({
    ...{ status: 'stopped', endReason: 'stopped', error: null },
  });
  await expect.poll(() => fake.of(route).at(-1)?.aborted, PATIENTLY).toBe(true);
}

it('getting ready can be stopped while the server is silent', async () => {
  // Before anything is known of the server: it is asked.
  fake.behave('chat', { kind: 'silent' });
  const before = fake.of('chat').length;
  const id = await runOverOpenAi();
  await expect.poll(() => fake.of('chat').length, PATIENTLY).toBeGreaterThan(before);
  await step('providers').and(page.locator('[data-state=active]')).waitFor();
  await stillObeys(id, 'chat');
  fake.behave('chat', { kind: 'normal' });
});

describe('a conversation', () => {
  it('is held by clicks alone, over a foreign server', { timeout: 180_000 }, async () => {
    const id = await runOverOpenAi();
    await page.getByText('They said goodbye').waitFor(TO_ITS_END);
    const { turns, config, usage } = await open.rpc.call('getConversation', id);
    await showsTurns(page, turns);
    expect(turns[0]?.text).toBe('Hello there, thank you for calling today.');
    expect(new Set(turns.map(({ side }) => side))).toEqual(new Set(['a', 'b']));
    expect(config.stages.a).toMatchObject({ llm: { baseUrl: fake.baseUrl, model: MODEL } });
    expect(usage?.cost.usd).toBeGreaterThan(0);
  });

  it('is in the library with its words, what it used and what that cost', async () => {
    await page.getByRole('link', { name: 'Open' }).click();
    await page.waitForURL(/\/library\/./u);
    const transcript = page.getByRole('tabpanel', { name: 'Transcript' });
    await transcript.getByText('Hello there, thank you for calling today.').first().waitFor();
    const { usage } = await open.rpc.call('getConversation', idOf());
    const card = page.getByRole('region', { name: 'Usage and cost' });
    const total = (await card.getByText(/^\$/u).first().innerText()).slice(1);
    expect(Number(total)).toBeCloseTo(usage?.cost.usd ?? Number.NaN, 2);
    for (const stage of ['Listening', 'Thinking', 'Speaking']) {
      expect(await card.getByText(stage, { exact: true }).count()).toBe(2);
    }
    await expectAccessible(page, 'used and cost', 'main');
    await page.getByRole('tab', { name: 'Configuration' }).click();
    // It was not OpenAI that was asked, and it isn't said to have been.
    const host = new URL(fake.baseUrl).host;
    await page.getByText(`${MODEL} (${host})`).first().waitFor();
  });

  it('showed the key in the Authorization header, and nowhere else', async () => {
    const routes: Route[] = ['chat', 'transcriptions', 'speech'];
    for (const route of routes) expect(fake.of(route).length).toBeGreaterThan(1);
    for (const { path, body, messages, headers } of fake.requests) {
      const { authorization, ...others } = headers;
      expect(authorization).toBe(`Bearer ${KEY}`);
      expect(JSON.stringify({ path, body, messages, others })).not.toContain(KEY);
    }
    expect(await page.content()).not.toContain(KEY);
    expect(open.studio.said).not.toContain(KEY);
    expect(await open.rpc.call('readLog')).not.toContain(KEY);
  });
});

describe('while the server is silent', () => {
  const silent = { kind: 'silent' } as const;
  beforeEach(() => {
    for (const route of ['chat', 'speech', 'transcriptions'] as const) {
      fake.behave(route, { kind: 'normal' });
    }
  });

  it.each([
    ['thinks', 'chat'],
    ['speaks', 'speech'],
  ] as const)('a call of which nobody %s can be stopped', async (_, route) => {
    const id = await runOverOpenAi();
    await expect.poll(async () => (await liveTurns(page)).length, PATIENTLY).toBeGreaterThan(0);
    const before = fake.of(route).length;
    fake.behave(route, silent);
    await expect.poll(() => fake.of(route).length, PATIENTLY).toBeGreaterThan(before);
    await stillObeys(id, route);
    // What was said until then is kept.
    const { turns } = await open.rpc.call('getConversation', id);
    expect(turns[0]?.text).toMatch(/^Hello there/u);
  });
});

it('there was no error, and nothing that the policy refused', () => {
  expect(open.problems).toEqual([]);
});
