import { setTimeout } from 'node:timers/promises';
import type { BenchPage } from './bench-page.ts';
import type { Figure } from './figures.ts';
import { runButton } from './start.ts';

const WATCHED_MS = 20_000;

/** The live page while two rehearsed voices talk and the monitor plays them. */
export async function liveFigures(tab: BenchPage, origin: string): Promise<Figure[]> {
  const { page } = tab;
  await page.goto(origin);
  await runButton(page).click();
  await page.waitForURL(/\/live\//u);
  await page.locator('[role=meter]:not([aria-valuenow="0"])').first().waitFor();
  const name = 'live page, with sound';
  const figures = await tab.frames(name, () => setTimeout(WATCHED_MS));
  return [...figures, { name: `${name}: heap`, value: await tab.heap(), unit: 'MB', target: 200 }];
}
