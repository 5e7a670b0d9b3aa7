import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export interface AxeOptions {
  /** Rules by name; default: all. */
  only?: string[];
}

/** What axe-core finds in a page that is serious or critical: rule, what it is about, where. */
export async function seriousFindings(page: Page, { only }: AxeOptions = {}): Promise<string[]> {
  // Its other way opens a further tab for each run.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (only ? axe.withRules(only) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }) => {
        const [reason] = [...any, ...all, ...none];
        return `${id} at ${target.join(' ')}: ${reason?.message ?? ''}`;
      }),
    );
}
