import type { Browser, Page } from 'playwright-core';
import { WebStudio } from '../../support/web-studio.ts';
import { quantile, type Figure } from './figures.ts';

const ROUNDS = 5;
const USABLE_S = 2;

/** From the start of the process `serve` to a page whose Run can be pressed. */
export async function startFigures(browser: Browser, directory: string): Promise<Figure[]> {
  // The first one reads the programs from the disk.
  await untilUsable(browser, directory);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await untilUsable(browser, directory));
  const name = 'from `serve` to a usable page, warm';
  return [
    { name: `${name}, median`, value: quantile(times, 0.5), unit: 's', target: USABLE_S },
    { name: `${name}, longest`, value: Math.max(...times), unit: 's' },
  ];
}

/** Seconds. */
async function untilUsable(browser: Browser, directory: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const began = performance.now();
  const studio = await WebStudio.start({ directory });
  try {
    await page.goto(studio.link);
    await runButton(page).waitFor();
    return (performance.now() - began) / 1000;
  } finally {
    await context.close();
    await studio.stop();
  }
}

/** When it can be pressed. */
export function runButton(page: Page) {
  return page.getByRole('button', { name: 'Run', exact: true, disabled: false });
}
