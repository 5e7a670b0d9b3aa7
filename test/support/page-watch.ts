import type { BrowserContext, Page } from 'playwright-core';

/** What went wrong in a page: uncaught errors, errors on its console, refused by its policy. */
export interface PageWatch {
  readonly page: Page;
  readonly problems: string[];
}

/** A new page whose problems are collected from its first moment on. */
export async function watchedPage(context: BrowserContext): Promise<PageWatch> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  await page.exposeFunction('reportPolicyViolation', (text: string) => {
    problems.push(`policy: ${text}`);
  });
  // As text: the code runs in the page, which has other globals than this program.
  await page.addInitScript(`
    document.addEventListener('securitypolicyviolation', (event) => {
      window.reportPolicyViolation(event.violatedDirective + ' ' + event.blockedURI);
    });
  `);
  return { page, problems };
}
