import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { fixtureCast } from './fixture-cast.ts';
import type { RpcClient } from './rpc-client.ts';

/** Long enough for a slow machine; what is awaited comes much earlier. */
export const PATIENTLY = { timeout: 30_000, interval: 50 } as const;

/** Stores a scenario of test/fixtures, so that a page offers it. Its personas have to be samples. */
export async function addScenario(rpc: RpcClient, id: string): Promise<void> {
  await rpc.call('saveScenario', fixtureCast(id).scenario);
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

/** Resolves when the lanes say that somebody does it: "speaking". */
export async function sideDoes(page: Page, name: string, state: string): Promise<void> {
  const lanes = page.getByRole('region', { name: 'Lanes' });
  await expect.poll(() => lanes.innerText(), PATIENTLY).toContain(`${name}\n${state}`);
}

/** The texts of the turns that stand in the live transcript. */
export function liveTurns(page: Page): Promise<string[]> {
  return page.getByRole('log', { name: 'Transcript' }).getByRole('paragraph').allInnerTexts();
}

/** Where the recording stands, ms. */
export async function positionMs(page: Page): Promise<number> {
  return await audio(page).evaluate<number, { currentTime: number }>(
    (element) => (element as unknown as { currentTime: number }).currentTime * 1000,
  );
}

/** It has no role: it is heard, not seen. */
export function audio(page: Page): Locator {
  return page.locator('audio');
}

/** Opens a page by its name in the sidebar. */
export async function openPage(page: Page, name: string): Promise<void> {
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: new RegExp(`^${name}\\b`, 'u') }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}
