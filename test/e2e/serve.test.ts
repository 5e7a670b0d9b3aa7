import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { watchedPage } from '../support/page-watch.ts';
import { PATIENTLY } from '../support/studio-steps.ts';
import { WebStudio } from '../support/web-studio.ts';

/* `duologue serve` as a person meets it: a link that opens the studio, once. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('the link', () => {
  let studio: WebStudio;
  let context: BrowserContext;
  beforeAll(async () => {
    studio = await WebStudio.start();
    context = await browser.newContext();
  });
  afterAll(async () => {
    await context.close();
    await studio.stop();
  });

  it('opens the studio, without an error and without a violation of the policy', async () => {
    const { page, problems } = await watchedPage(context);
    await page.goto(studio.link);
    await page.getByRole('main').waitFor();
    expect(page.url()).toBe(`${studio.origin}/`);
    expect(await page.title()).toContain('Duologue');
    await page.reload();
    await page.getByRole('main').waitFor();
    expect(problems).toEqual([]);
  });

  it('lets in further tabs of the same browser, on any page', async () => {
    for (const route of ['/library', '/scenarios/late-parcel', '/settings/providers']) {
      const { page, problems } = await watchedPage(context);
      await page.goto(studio.origin + route);
      await page.getByRole('main').waitFor();
      expect(problems, route).toEqual([]);
      await page.close();
    }
  });

  it('works once, and says how to get another', async () => {
    const stranger = await browser.newContext();
    const page = await stranger.newPage();
    expect((await page.goto(studio.link))?.status()).toBe(401);
    expect(await page.getByRole('main').innerText()).toMatch(/press Enter/u);
    expect((await page.goto(studio.origin))?.status()).toBe(401);
    await stranger.close();
  });

  it('a link on another site leads into the studio of who has a session', async () => {
    const { page } = await watchedPage(context);
    await page.route('http://elsewhere.test/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<a href="${studio.origin}/library">go</a>`,
      }),
    );
    await page.goto('http://elsewhere.test/');
    await page.getByRole('link', { name: 'go' }).click();
    await page.waitForURL(`${studio.origin}/library`);
    await page.locator('#root').getByRole('main').waitFor();
  });

  it('gives a page that runs no script but its own', async () => {
    const { page, problems } = await watchedPage(context);
    await page.goto(studio.origin);
    await page.getByRole('main').waitFor();
    await page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      const image = document.createElement('div');
      image.innerHTML = '<img src="data:," onerror="window.injected = true">';
      document.body.append(image);
      fetch('https://elsewhere.test/').catch(() => undefined);
    }`);
    const refused = () => problems.filter((text) => text.startsWith('policy'));
    await expect.poll(refused, PATIENTLY).toHaveLength(3);
    expect(await page.evaluate('window.injected')).toBeUndefined();
  });
});
