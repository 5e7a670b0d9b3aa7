import type { Page } from 'playwright-core';
import type { BenchPage } from './bench-page.ts';
import { quantile, type Figure } from './figures.ts';

const ROUNDS = 5;
const OPEN_MS = 1000;
const HEAP_MB = 200;
const WHEEL = { px: 400, times: 200 };
const ZOOM_TIMES = 60;

/** The page of the one conversation of the library, of thousands of turns. */
export async function longConversationFigures(tab: BenchPage, origin: string): Promise<Figure[]> {
  const { page } = tab;
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto(`${origin}/library`);
    const row = page.getByRole('grid').getByRole('link').first();
    await row.waitFor();
    times.push(await tab.fromEvent('click', 'probe.turnsAreThere', () => row.click()));
  }
  await page.getByRole('group', { name: 'Transcript' }).hover();
  const roll = async () => {
    for (let turn = 0; turn < WHEEL.times; turn += 1) await page.mouse.wheel(0, WHEEL.px);
  };
  const blank = { test: 'probe.transcriptIsBlank', judged: { target: 5 } };
  const scrolled = await tab.frames('its transcript', roll, blank);
  await page.locator('[data-lanes] canvas').first().hover();
  await page.keyboard.down('Control');
  const zoomed = await tab.frames('its lanes, zoomed', () => zoom(page));
  await page.keyboard.up('Control');
  const name = 'a conversation of 5,000 turns';
  return [
    { name: `${name} opens, median`, value: quantile(times, 0.5), unit: 'ms', target: OPEN_MS },
    { name: `${name} opens, longest`, value: Math.max(...times), unit: 'ms' },
    ...scrolled,
    ...zoomed,
    { name: 'heap with it', value: await tab.heap(), unit: 'MB', target: HEAP_MB },
  ];
}

/** In, and out again. */
async function zoom(page: Page): Promise<void> {
  for (const px of [-60, 60]) {
    for (let turn = 0; turn < ZOOM_TIMES; turn += 1) await page.mouse.wheel(0, px);
  }
}
