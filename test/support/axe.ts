import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export interface AxeOptions {
  /** Rules by name; default: all. */
  only?: string[];
  /** CSS selector of the part that is looked at; default: the whole page. */
  part?: string | undefined;
}

/** What axe-core finds in a page that is serious or critical: rule, what it is about, where. */
export async function seriousFindings(
  page: Page,
  { only, part }: AxeOptions = {},
): Promise<string[]> {
  // Its other way opens a further tab for each run.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  if (only) axe.withRules(only);
  if (part) axe.include(part);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }) => {
        const [reason] = [...any, ...all, ...none];
        return `${id} at ${target.join(' ')}: ${reason?.message ?? ''}`;
      }),
    );
}
