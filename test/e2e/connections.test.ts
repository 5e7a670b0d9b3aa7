import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/main/livekit/connection.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { chooseServerPorts } from '../../src/main/livekit/ports.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible, expectReadable } from '../support/look-around.ts';
import { OpenStudio } from '../support/open-studio.ts';
import { addScenario, holdTiny, PATIENTLY } from '../support/studio-steps.ts';

/*
 * Connections as one sets them up: a real livekit-server is the one of the user. The tests build on each other.
 */

const CANARY = 'canary-of-a-wrong-secret-0123456789';

let browser: Browser;
let server: EmbeddedServer;
let remote: Connection;
let open: OpenStudio;
let page: Page;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), embeddedServer()]);
  remote = await server.start();
  open = await OpenStudio.start(browser, { context: { reducedMotion: 'reduce' } });
  page = open.page;
  await addScenario(open.rpc, 'tiny');
}, 120_000);
afterAll(async () => {
  await open.close();
  await server.stop();
  await browser.close();
}, 60_000);

const list = () => page.getByRole('list', { name: 'Connections' });
const item = (name: string): Locator => list().getByRole('listitem', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const field = (name: string) => dialog().getByRole('textbox', { name });
/** Fields of keys are no text boxes: they are not read out. */
const keyField = (name: string) => dialog().getByLabel(name, { exact: true });
const press = (name: string) => dialog().getByRole('button', { name }).click();
const effective = async () => (await open.rpc.call('getSettings')).effective.connection;

describe('a connection', () => {
  it('is added with key and secret; what is wrong is said first', async () => {
    await open.goto('/settings/connection');
    await item('This computer').getByText('in use').waitFor();
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await press('Add the connection');
    await dialog().getByText('It needs a name.').waitFor();
    await field('Name').fill('Office');
    await field('Address').fill('ftp://office');
    await dialog().getByText('It begins with wss:// or ws://.').waitFor();
    await field('Address').fill(remote.url);
    await keyField('API key').fill(remote.apiKey);
    await keyField('API secret').fill(CANARY);
    await expectAccessible(page, 'a new connection');
    await expectReadable(page, 'a new connection');
    await press('Add the connection');
    await item('Office').waitFor();
    await dialog().waitFor({ state: 'hidden' });
    expect(await page.content()).not.toContain(CANARY);
  });

  it('is tested: a wrong secret is told from a wrong address', async () => {
    const test = () => item('Office').getByRole('button', { name: 'Test Office' }).click();
    await test();
    await item('Office').getByText('the API secret is not the one').waitFor();
    await page.getByRole('button', { name: 'Edit Office' }).click();
    await field('Address').fill(`ws://127.0.0.1:${(await chooseServerPorts()).http}`);
    await press('Save the connection');
    await dialog().waitFor({ state: 'hidden' });
    await test();
    await item('Office').getByText('nothing listens there').waitFor();
    await page.getByRole('button', { name: 'Edit Office' }).click();
    await field('Address').fill(remote.url);
    await keyField('API secret').fill(remote.apiSecret);
    await press('Save the connection');
    await dialog().waitFor({ state: 'hidden' });
    await test();
    await item('Office').getByText('lets agents register').waitFor();
    await expectAccessible(page, 'connections', 'main');
    await expectReadable(page, 'connections');
  });

  it('is used by the next conversation', async () => {
    await item('Office').getByRole('button', { name: 'Use Office' }).click();
    await item('Office').getByText('in use').waitFor();
    expect(await effective()).toMatchObject({ kind: 'remote', name: 'Office', url: remote.url });
    const { status, config } = await holdTiny(open.rpc);
    expect([status, config.connection]).toMatchObject([
      'completed',
      { kind: 'remote', url: remote.url },
    ]);
  });

  it('is asked for before it is deleted, and takes its keys along', async () => {
    await page.getByRole('button', { name: 'Delete Office' }).click();
    await dialog().getByText('Its key and secret are forgotten').waitFor();
    await press('Keep it');
    await item('Office').getByText('in use').waitFor();
    await page.getByRole('button', { name: 'Delete Office' }).click();
    await press('Delete the connection');
    await item('Office').waitFor({ state: 'detached' });
    await item('This computer').getByText('in use').waitFor();
    const { secrets } = await open.rpc.call('getSettings');
    expect(secrets.filter(({ name }) => name.startsWith('livekit-'))).toEqual([]);
  });
});

describe('an .env.local', () => {
  const text = () =>
    [
      `LIVEKIT_URL=${remote.url}`,
      `LIVEKIT_API_KEY=${remote.apiKey}`,
      `LIVEKIT_API_SECRET=${remote.apiSecret}`,
      `OPENAI_API_KEY=sk-${CANARY}`,
      'LLM_MODEL=gpt-4.1-nano',
    ].join('\n');

  it('without anything known is refused, and what was pasted stays', async () => {
    await page.getByRole('button', { name: 'Import .env.local' }).click();
    await field('Or paste its text').fill('HELLO=world');
    await press('Take over');
    await dialog()
      .getByText('There is nothing in it that Duologue knows.', { exact: true })
      .waitFor();
    expect(await field('Or paste its text').inputValue()).toBe('HELLO=world');
  });

  it('is taken over from a file: connection, key and model', async () => {
    const buffer = Buffer.from(text());
    await dialog()
      .getByLabel('The .env.local')
      .setInputFiles({ name: '.env.local', mimeType: 'text/plain', buffer });
    await expect.poll(() => field('Or paste its text').inputValue(), PATIENTLY).toBe(text());
    expect(await field('Name of the connection').inputValue()).toBe('127.0.0.1');
    await field('Name of the connection').fill('My project');
    await expectAccessible(page, 'the import of an .env.local');
    // It is told for four seconds.
    const told = page.getByText('Taken over: the connection My project').waitFor();
    await Promise.all([told, press('Take over')]);
    await item('My project').getByRole('button', { name: 'Test My project' }).click();
    await item('My project').getByText('lets agents register').waitFor();
    const { settings, secrets } = await open.rpc.call('getSettings');
    expect(settings.openai.llm.model).toBe('gpt-4.1-nano');
    const openai = secrets.find(({ name }) => name === 'openai-api-key');
    expect(openai?.source).toBe('session');
  });

  it('leaves no key in the page, the settings file or the log', async () => {
    const stored = await readFile(join(open.studio.directory, 'settings.json'), 'utf8');
    const log = await open.rpc.call('readLog');
    for (const place of [await page.content(), stored, log, open.studio.said]) {
      expect(place).not.toContain(CANARY);
      expect(place).not.toContain(remote.apiSecret);
    }
  });
});

describe('the keys', () => {
  it('of servers and connections have a field each', async () => {
    const { settings } = await open.rpc.call('getSettings');
    const llm = { baseUrl: 'https://api.groq.com/openai/v1' };
    const compatible = { ...settings.compatible, llm };
    await open.rpc.call('saveSettings', { ...settings, compatible });
    await open.goto('/settings/keys');
    const main = page.getByRole('main');
    await main.getByLabel('API secret of My project', { exact: true }).waitFor();
    const key = main.getByLabel('Key of https://api.groq.com', { exact: true });
    await key.fill(CANARY);
    await main.getByRole('button', { name: 'Set Key of https://api.groq.com' }).click();
    await main.getByRole('button', { name: 'Clear Key of https://api.groq.com' }).waitFor();
    await expect.poll(() => key.inputValue(), PATIENTLY).toBe('');
    await expectAccessible(page, 'keys', 'main');
    await expectReadable(page, 'keys');
  });
});

it('nothing went wrong in the page', () => {
  expect(open.problems).toEqual([]);
});
