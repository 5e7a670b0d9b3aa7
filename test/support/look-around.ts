import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { seriousFindings } from './axe.ts';

export const LARGE = { width: 1440, height: 900 };
export const SMALL = { width: 900, height: 600 };

/**
 * Looks at what a page shows now, large and dark, then small and light: nobody is kept out of it, and it
 * doesn't scroll sideways.
 *
 * @param part CSS selector of what is new in it; default: the whole page
 */
export async function expectAccessible(page: Page, what: string, part?: string): Promise<void> {
  for (const [viewport, colorScheme] of [
    [LARGE, 'dark'],
    [SMALL, 'light'],
  ] as const) {
    await page.setViewportSize(viewport);
    await showTheme(page, colorScheme);
    expect.soft(await seriousFindings(page, { part }), `${what}, ${colorScheme}`).toEqual([]);
    expect.soft(await sidewaysPx(page), `${what} scrolls sideways`).toBe(0);
  }
  await page.setViewportSize(LARGE);
}

/** The other two of the four: large and light, small and dark. Only colours are different in them. */
export async function expectReadable(page: Page, what: string): Promise<void> {
  const only = ['color-contrast'];
  for (const [viewport, colorScheme] of [
    [LARGE, 'light'],
    [SMALL, 'dark'],
  ] as const) {
    await page.setViewportSize(viewport);
    await showTheme(page, colorScheme);
    expect.soft(await seriousFindings(page, { only }), `${what}, ${colorScheme}`).toEqual([]);
  }
  await page.setViewportSize(LARGE);
}

/** Resolves when the page has followed, to the last colour. */
export async function showTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-theme=${theme}]`).waitFor();
  await page.evaluate(`new Promise((resolve) => {
    requestAnimationFrame(() => {
      const going = document.getAnimations().map((each) => each.finished);
      void Promise.allSettled(going).then(() => requestAnimationFrame(() => resolve(true)));
    });
  })`);
}

/** By how much the page is wider than the window. */
function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate<number>(
    'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth, document.body.scrollWidth - document.body.clientWidth)',
  );
}
