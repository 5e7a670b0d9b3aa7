import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { seriousFindings } from './axe.ts';

export const LARGE = { width: 1440, height: 900 };
export const SMALL = { width: 900, height: 600 };

/**
 * Looks at what a page shows now, in both themes and two sizes: nobody is kept out of it, and it doesn't
 * scroll sideways. The theme changes nothing but colours: in the second one only they are looked at.
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const [viewport, first, second] of [
    [LARGE, 'dark', 'light'],
    [SMALL, 'light', 'dark'],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: first });
    const found = await seriousFindings(page);
    await page.emulateMedia({ colorScheme: second });
    found.push(...(await seriousFindings(page, { only: ['color-contrast'] })));
    expect.soft(found, `${what}, ${viewport.width} px`).toEqual([]);
    expect.soft(await sidewaysPx(page), `${what} scrolls sideways`).toBe(0);
  }
  await page.setViewportSize(LARGE);
}

/** By how much the page is wider than the window. */
function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate<number>(
    'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth, document.body.scrollWidth - document.body.clientWidth)',
  );
}
