import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Egress } from '../../src/contract/egress.ts';
import { settingsSchema } from '../../src/contract/settings.ts';
import { openLibrary } from '../../src/main/library/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { FakeEgress, REFUSALS, SAID } from '../support/fake-egress.ts';
import { expectAccessible, expectReadable } from '../support/look-around.ts';
import { OpenStudio } from '../support/open-studio.ts';
import { conversation } from '../unit/library/helpers.ts';

/* Egress as one sees it: its settings, and what became of it beside a conversation. */

const CANARY = 'canary-5e4d3c2b1a';

let browser: Browser;
let fake: FakeEgress;
let directory: string;
let open: OpenStudio;
let page: Page;
beforeAll(async () => {
  [browser, fake] = await Promise.all([launchBrowser(), FakeEgress.open()]);
  directory = await mkdtemp(join(tmpdir(), 'duologue-egress-'));
  const { url, apiKey, apiSecret } = fake.connection;
  fillLibrary(url);
  const settings = settingsSchema.parse({
    connections: [{ id: 'far', name: 'Far', url }],
    connection: { kind: 'remote', id: 'far' },
  });
  await writeFile(join(directory, 'settings.json'), JSON.stringify(settings));
  fake.script = [SAID.active];
  fake.afterStop = [SAID.ending];
  open = await OpenStudio.start(browser, {
    directory,
    context: { reducedMotion: 'reduce' },
    env: { LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret },
  });
  page = open.page;
});
afterAll(async () => {
  await open.close();
  await fake.close();
  await browser.close();
  await rm(directory, { recursive: true, force: true });
});

/** Conversations that ended, with egresses that did and one that an earlier start left open. */
function fillLibrary(url: string): void {
  const library = openLibrary({ directory, log: pino({ level: 'silent' }), host: 'test' });
  const none: Egress = {
    ...{ id: null, request: 'routes', storage: 's3', state: 'active', files: [], error: null },
    ...{ startedAt: null, endedAt: null },
  };
  const add = (id: string, egress: Egress): void =>
    library.conversations.insert(
      conversation({
        ...{ id, status: 'completed', endReason: 'goodbye', durationMs: 60_000 },
        config: { ...conversation().config, connection: { kind: 'remote', url } },
        egress,
      }),
    );
  add('left-open', { ...none, id: 'EG_1' });
  const error = {
    code: 'livekit-failed',
    message: 'The egress service has no room for one more recording.',
    remedy: 'Run fewer conversations at once.',
  } as const;
  add('refused', { ...none, state: 'failed', error });
  library.close();
}

describe('the page of a conversation', () => {
  it('shows what LiveKit still does, and follows it to the stored file', async () => {
    await open.goto('/library/left-open');
    const card = page.getByRole('region', { name: 'Recording by LiveKit' });
    await card.getByText('Being stored').waitFor();
    expect(fake.stopped).toEqual(['EG_1']);
    const location = 'https://calls.s3.amazonaws.com/duologue/left-open.ogg';
    const file = { location, size: 1_234_567n, duration: 60_000_000_000n };
    fake.script = fake.afterStop = [{ ...SAID.complete, fileResults: [file] }];
    await card.getByText('Stored', { exact: true }).waitFor();
    await card.getByText(location).waitFor();
    await card.getByText('1.2 MB').waitFor();
    await card.getByRole('button', { name: 'Copy location' }).waitFor();
    await expectAccessible(page, 'a conversation with egress', 'main');
    await expectReadable(page, 'a conversation with egress');
  });

  it('says why there is none, and what to do', async () => {
    await open.goto('/library/refused');
    const card = page.getByRole('region', { name: 'Recording by LiveKit' });
    await card.getByText('Failed', { exact: true }).waitFor();
    await card.getByText('no room for one more').first().waitFor();
    await card.getByText('Run fewer conversations').first().waitFor();
    await expectAccessible(page, 'a conversation with a failed egress', 'main');
  });
});

describe('the settings of egress', () => {
  const main = () => page.getByRole('main');
  const choose = async (label: string): Promise<void> => {
    await main().getByRole('combobox', { name: 'Where LiveKit puts it' }).click();
    await page.getByRole('option', { name: label }).click();
  };
  const use = (disabled = false) => main().getByRole('button', { name: 'Use this', disabled });

  it('take a directory, and refuse a relative one while it is typed', async () => {
    await open.goto('/settings/egress');
    await choose('Disk of the egress service');
    const field = main().getByRole('textbox', { name: 'Directory' });
    await field.fill('out');
    await main().getByText('must be an absolute path').waitFor();
    await use(true).waitFor();
    await field.fill('/out');
    await use().click();
    await main().getByText('In use from the next run on.').waitFor();
    const { settings } = await open.rpc.call('getSettings');
    expect(settings.egress).toEqual({ kind: 'file', directory: '/out' });
  });

  it('are tested: what LiveKit says stands beside the button', async () => {
    const test = main().getByRole('button', { name: 'Test egress' });
    await test.click();
    await main().getByText('takes requests for egress').waitFor();
    fake.misbehave.ListEgress = REFUSALS.noRedis;
    await test.click();
    await main().getByText('works without Redis').waitFor();
    fake.misbehave = {};
  });

  it('take a bucket, and its keys without ever showing them', async () => {
    await choose('S3 and compatible');
    await main().getByRole('textbox', { name: 'Bucket', exact: true }).fill('calls');
    await main().getByRole('textbox', { name: 'Address' }).fill('minio:9000');
    await main().getByText('That is not an address').waitFor();
    await main().getByRole('textbox', { name: 'Address' }).fill('http://minio:9000');
    await main().getByRole('switch', { name: 'Bucket in the path' }).click();
    await use().click();
    await main().getByText('In use from the next run on.').waitFor();
    for (const label of ['S3 access key', 'S3 secret access key']) {
      await main().getByRole('textbox', { name: label, exact: true }).fill(CANARY);
      await main()
        .getByRole('button', { name: `Set ${label}`, exact: true })
        .click();
      await main()
        .getByRole('button', { name: `Clear ${label}`, exact: true })
        .waitFor();
    }
    const view = await open.rpc.call('getSettings');
    expect(view.settings.egress).toMatchObject({
      ...{ kind: 's3', bucket: 'calls', endpoint: 'http://minio:9000', forcePathStyle: true },
    });
    expect(JSON.stringify(view) + (await page.content())).not.toContain(CANARY);
    await expectAccessible(page, 'egress to S3', 'main');
    await expectReadable(page, 'egress to S3');
  });

  it('there was no error, and nothing that the policy refused', () => {
    expect(open.problems).toEqual([]);
    expect(fake.problems).toEqual([]);
  });
});
