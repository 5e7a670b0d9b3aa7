import type { BenchPage } from './bench-page.ts';
import { quantile, type Figure } from './figures.ts';

const ROUNDS = 7;
const FIRST_PAGE_MS = 300;
const SEARCH_MS = 50;
const HEAP_MB = 200;
const OPENED = 20;

/** Words that thousands of turns hold, some, one, and none; typed letter by letter. */
const QUERIES = ['the', 'parcel', 'what is the', 'reference 48', 'refund tomorrow', 'xylophone'];

/** Turns of a wheel: how far each goes, px. Nobody sees much when 50 rows go by at once. */
const PACES = [
  { name: 'read', px: 120, times: 150, judged: { target: 5 } },
  { name: 'looked through', px: 600, times: 300, judged: { target: 5 } },
  { name: 'flung', px: 3000, times: 200 },
];

/** The library page with all its conversations; the tab is signed in already. */
export async function libraryFigures(tab: BenchPage, origin: string): Promise<Figure[]> {
  return [
    ...(await firstPage(tab, origin)),
    ...(await scrolling(tab)),
    ...(await searching(tab)),
    await memory(tab),
  ];
}

async function firstPage(tab: BenchPage, origin: string): Promise<Figure[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await tab.page.goto(origin);
    await tab.page.getByRole('button', { name: 'Run', exact: true }).waitFor();
    times.push(await tab.fromEvent('click', 'probe.listIsThere', () => toLibrary(tab)));
  }
  const name = 'library: from the click to its first rows';
  return [
    { name: `${name}, median`, value: quantile(times, 0.5), unit: 'ms', target: FIRST_PAGE_MS },
    { name: `${name}, longest`, value: Math.max(...times), unit: 'ms' },
  ];
}

function toLibrary({ page }: BenchPage): Promise<void> {
  return page.getByRole('navigation').getByRole('link', { name: 'Library' }).click();
}

async function scrolling(tab: BenchPage): Promise<Figure[]> {
  const figures: Figure[] = [];
  await tab.page.getByRole('grid').hover();
  for (const { name, px, times, ...judged } of PACES) {
    const roll = async () => {
      for (let turn = 0; turn < times; turn += 1) await tab.page.mouse.wheel(0, px);
    };
    figures.push(
      ...(await tab.frames(`list, ${name}`, roll, { test: 'probe.listIsBlank', ...judged })),
    );
  }
  return figures;
}

async function searching(tab: BenchPage): Promise<Figure[]> {
  const box = tab.page.getByPlaceholder('Search what was said');
  const times: number[] = [];
  const busyBefore = await tab.busyMs();
  for (const query of QUERIES) {
    await box.click();
    for (const letter of query) {
      const type = () => tab.page.keyboard.press(letter === ' ' ? 'Space' : letter);
      // A space asks the same again.
      times.push(await tab.fromEvent('input', 'probe.hitsAreThere', type));
    }
    await box.fill('');
    await tab.page.getByRole('grid').waitFor();
  }
  const work = ((await tab.busyMs()) - busyBefore) / times.length;
  const name = `search: from the letter to its hits`;
  const note = `${times.length} letters`;
  return [
    { name: `${name}, median`, value: quantile(times, 0.5), unit: 'ms', target: SEARCH_MS },
    { name: `${name}, 95 %`, value: quantile(times, 0.95), unit: 'ms', target: SEARCH_MS },
    { name: `${name}, longest`, value: Math.max(...times), unit: 'ms', note },
    { name: 'search: work of the page’s thread per letter', value: work, unit: 'ms' },
  ];
}

/** After all of the above, a way through the whole list, and conversations that were opened. */
async function memory(tab: BenchPage): Promise<Figure> {
  const { page } = tab;
  // The address follows the search box.
  await page.waitForURL(/\/library$/u);
  const grid = page.getByRole('grid');
  for (let opened = 0; opened < OPENED; opened += 1) {
    await page.evaluate(
      `{ const list = document.querySelector('[role=grid]');
         list.scrollTop = list.scrollHeight * ${opened / OPENED}; }`,
    );
    await grid.getByRole('link').nth(12).click();
    await page.getByRole('tab').first().waitFor();
    await page.goBack();
    await grid.waitFor();
  }
  return { name: 'heap after all that', value: await tab.heap(), unit: 'MB', target: HEAP_MB };
}
