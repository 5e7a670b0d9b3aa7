import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { watchedPage, type PageWatch } from './page-watch.ts';
import { RpcClient } from './rpc-client.ts';
import { PATIENTLY } from './studio-steps.ts';
import { WebStudio, type WebStudioOptions } from './web-studio.ts';

export interface OpenStudioOptions extends WebStudioOptions {
  context?: BrowserContextOptions;
}

/** The studio in a browser: its first page is opened by the link, as a person does. */
export class OpenStudio {
  readonly studio: WebStudio;
  readonly context: BrowserContext;
  readonly page: Page;
  /** The same studio without a page: to prepare, and to compare. */
  readonly rpc: RpcClient;
  readonly #watches: PageWatch[];

  private constructor(studio: WebStudio, watch: PageWatch, rpc: RpcClient) {
    this.studio = studio;
    this.context = watch.page.context();
    this.page = watch.page;
    this.rpc = rpc;
    this.#watches = [watch];
  }

  static async start(browser: Browser, options: OpenStudioOptions = {}): Promise<OpenStudio> {
    const { context: contextOptions, ...studioOptions } = options;
    const studio = await WebStudio.start(studioOptions);
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'dark',
      ...contextOptions,
    });
    context.setDefaultTimeout(PATIENTLY.timeout);
    const watch = await watchedPage(context);
    await watch.page.goto(studio.link);
    await watch.page.getByRole('main').waitFor();
    const cookies = await context.cookies(studio.origin);
    const session = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return new OpenStudio(studio, watch, await RpcClient.join(studio.origin, session));
  }

  /** Uncaught errors, errors on the console and violations of the policy, of all pages so far. */
  get problems(): string[] {
    return this.#watches.flatMap((watch) => watch.problems);
  }

  /** A further tab. */
  async newTab(route = '/'): Promise<Page> {
    const watch = await watchedPage(this.context);
    this.#watches.push(watch);
    await this.goto(route, watch.page);
    return watch.page;
  }

  /** As if the address had been typed: the page is loaded anew. */
  async goto(route: string, page = this.page): Promise<void> {
    await page.goto(this.studio.origin + route);
    // That of an empty page has no name yet.
    await page.getByRole('heading', { level: 1, name: /./u }).waitFor();
  }

  async close(): Promise<void> {
    this.rpc.close();
    await this.context.close();
    await this.studio.stop();
  }
}
