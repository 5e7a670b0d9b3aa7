import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Conversation, Turn } from '../../src/contract/conversation.ts';
import type { Scenario } from '../../src/contract/scenario.ts';
import { fixtureCast } from './fixture-cast.ts';
import type { RpcClient } from './rpc-client.ts';

/** Long enough for a slow machine; what is awaited comes much earlier. (Vitest itself polls for a second.) */
export const PATIENTLY = { timeout: 60_000, interval: 50 } as const;

/** As PATIENTLY, for the end of a whole conversation. */
export const TO_ITS_END = { timeout: 100_000 } as const;

/**
 * Stores a scenario of test/fixtures, so that a page offers it. Its personas have to be samples.
 *
 * @param limits in place of its own, which are meant for a conversation that nothing holds up
 */
export async function addScenario(
  rpc: RpcClient,
  id: string,
  limits: Partial<Scenario['limits']> = {},
): Promise<void> {
  const { scenario } = fixtureCast(id);
  await rpc.call('saveScenario', { ...scenario, limits: { ...scenario.limits, ...limits } });
}

/** Holds a short conversation, to its end. */
export async function holdTiny(rpc: RpcClient): Promise<Conversation> {
  const { scenario } = fixtureCast('tiny');
  const { id } = await rpc.call('startConversation', {
    scenario,
    provider: 'rehearsal',
    seed: 7,
  });
  return rpc.call('waitForConversation', id);
}

/** The level that the monitor shows of a side, 0 to 100: of its sound as it goes to the ears. */
export async function levelOf(page: Page, name: string): Promise<number> {
  const meter = page.getByRole('meter', { name: `Level of ${name}` });
  return Number(await meter.getAttribute('aria-valuenow'));
}

/** As `levelOf`, of both sides at one moment: the one who was heard, and who was not. */
export async function levelsOf(page: Page, names: [string, string]): Promise<[number, number]> {
  const meters = page.getByRole('meter', { name: /^Level of / });
  const told = await meters.evaluateAll((all) =>
    (all as unknown as { ariaLabel: string; ariaValueNow: string }[]).map(
      ({ ariaLabel, ariaValueNow }) => ({ ariaLabel, ariaValueNow }),
    ),
  );
  const level = (name: string): number =>
    Number(told.find(({ ariaLabel }) => ariaLabel === `Level of ${name}`)?.ariaValueNow);
  return [level(names[0]), level(names[1])];
}

/** Resolves when the lanes say that somebody does it: "speaking". */
export async function sideDoes(page: Page, name: string, state: string): Promise<void> {
  const lanes = page.getByRole('region', { name: 'Lanes' });
  await expect.poll(() => lanes.innerText(), PATIENTLY).toContain(`${name}\n${state}`);
}

/** The texts of the turns that stand in the live transcript. */
export function liveTurns(page: Page): Promise<string[]> {
  return page.getByRole('log', { name: 'Transcript' }).getByRole('paragraph').allInnerTexts();
}

/** Resolves when the live transcript holds what was stored: it comes a moment after the end is told. */
export async function showsTurns(page: Page, turns: readonly Turn[]): Promise<void> {
  // What was still to be said stands behind a turn that was cut off.
  const texts = turns.map(({ text, interrupted }): unknown =>
    interrupted ? expect.stringContaining(text) : text,
  );
  await expect.poll(() => liveTurns(page), PATIENTLY).toEqual(texts);
}

/** Where the recording stands, ms. */
export async function positionMs(page: Page): Promise<number> {
  return await audio(page).evaluate<number, { currentTime: number }>(
    (element) => (element as unknown as { currentTime: number }).currentTime * 1000,
  );
}

/** Resolves when the recording stands where it was sent, and the page has heard of it. */
export async function hasSought(page: Page): Promise<void> {
  const seeking = () =>
    audio(page).evaluate<boolean, { seeking: boolean }>(
      (element) => (element as unknown as { seeking: boolean }).seeking,
    );
  await expect.poll(seeking, PATIENTLY).toBe(false);
}

/** It has no role: it is heard, not seen. */
export function audio(page: Page): Locator {
  return page.locator('audio');
}

/** Runs a command of the palette: the one that is found first. */
export async function runCommand(page: Page, typed: string, found: RegExp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search and commands' }).fill(typed);
  await page.getByRole('option', { name: found, selected: true }).waitFor();
  await page.keyboard.press('Enter');
}

/** Puts the pointer on the way back from what was just done: the toast stays for as long as it is there. */
export async function holdUndo(page: Page): Promise<Locator> {
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.hover();
  return undo;
}

/** Opens a page by its name in the sidebar. */
export async function openPage(page: Page, name: string): Promise<void> {
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: new RegExp(`^${name}\\b`, 'u') }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}
