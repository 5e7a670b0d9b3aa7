import { SIDES } from '../../../../contract/side.ts';
import type { Cost, Estimate, Usage, UsageEntry } from '../../../../contract/usage.ts';
import { money, moneyRange } from '../../../../contract/money.ts';
import type { Coverage } from '../run/coverage.ts';
import { inert } from './inert.ts';
import type { Screen } from './screen.ts';

/** What a conversation cost, in a line; undefined when it used nothing that costs. */
export function costText(usage: Usage | null): string | undefined {
  if (usage === null || usage.entries.every(({ provider }) => provider === 'rehearsal'))
    return undefined;
  return priced(usage.cost);
}

function priced({ usd, unpriced, pricesAsOf }: Cost): string {
  if (unpriced.length === 0) return `${money(usd)} (prices of ${inert(pricesAsOf)})`;
  return `at least ${money(usd)} (prices of ${inert(pricesAsOf)}; none for ${names(unpriced)})`;
}

function names(models: readonly string[]): string {
  return models.map((model) => inert(model)).join(', ');
}

/** What each stage of each side used, a line each. */
export function renderUsage({ entries }: Usage, { palette }: Screen): string[] {
  return SIDES.flatMap((side) => entries.filter((entry) => entry.side === side)).map(
    (entry) =>
      `  ${palette.dim('·')} ${palette[entry.side](entry.side)} ${entry.stage.padEnd(8)} ${inert(entry.model)}: ${amountsText(entry)}`,
  );
}

function amountsText({ amounts }: UsageEntry): string {
  const tokensIn = amounts.inputTokens + amounts.audioInputTokens;
  const tokensOut = amounts.outputTokens + amounts.audioOutputTokens;
  const cached = amounts.cachedInputTokens + amounts.cachedAudioInputTokens;
  const parts = [
    `${whole(amounts.requests)} request${amounts.requests === 1 ? '' : 's'}`,
    ...(tokensIn + tokensOut > 0 ? [`${whole(tokensIn)} tokens in${cachedText(cached)}`] : []),
    ...(tokensOut > 0 ? [`${whole(tokensOut)} tokens out`] : []),
    ...(amounts.characters > 0 ? [`${whole(amounts.characters)} characters`] : []),
    ...(amounts.audioInputSeconds > 0 ? [`${seconds(amounts.audioInputSeconds)} heard`] : []),
    ...(amounts.audioOutputSeconds > 0 ? [`${seconds(amounts.audioOutputSeconds)} spoken`] : []),
  ];
  return parts.join(', ');
}

function cachedText(cached: number): string {
  return cached > 0 ? ` (${whole(cached)} of them cached)` : '';
}

function whole(amount: number): string {
  return Math.round(amount).toLocaleString('en');
}

function seconds(amount: number): string {
  return `${amount.toFixed(1)} s`;
}

/** What a run would cost, with what its budgets change. */
export function renderEstimate(
  estimate: Estimate & { count: number; totalBudget?: Coverage },
  { palette }: Screen,
): string {
  const { perConversation, total, count, unpriced, pricesAsOf, note } = estimate;
  const lines = [
    `${palette.bold(range(perConversation))} for a conversation${count > 1 ? `, ${palette.bold(range(total))} for ${count}` : ''}`,
    `  ${note}`,
    ...budgetLines(estimate),
    ...(estimate.freeServers ?? []).map((server) => `  ${freeText(server)}`),
    `  Prices of ${inert(pricesAsOf)}.`,
  ];
  if (unpriced.length > 0)
    lines.push(
      `  ${palette.warn('!')} No price is known for ${names(unpriced)}: the figures are too low.`,
    );
  return lines.join('\n');
}

function budgetLines({
  perConversation,
  withoutBudget,
  leastBudgetUsd,
  count,
  totalBudget,
}: Estimate & { count: number; totalBudget?: Coverage }): string[] {
  const budget = money(perConversation.highUsd);
  return [
    ...(withoutBudget
      ? [
          `  A call that reaches the budget of ${budget} is ended early; without it a call costs ${range(withoutBudget)}.`,
        ]
      : []),
    ...(totalBudget && count > 1 ? [`  ${coverageText(totalBudget, count)}`] : []),
    ...(leastBudgetUsd > 0 ? [`  A budget has to be at least ${money(leastBudgetUsd)}.`] : []),
  ];
}

function coverageText({ usd, conversations: { least, most } }: Coverage, count: number): string {
  const head = `The total budget of ${money(usd)} is enough for`;
  if (least >= count) return `${head} all ${count} conversations.`;
  const many = least === most ? String(most) : `${least} to ${most}`;
  return `${head} about ${many} of ${count} conversations.`;
}

/** Why nothing is counted for it. */
function freeText(server: string): string {
  return `${inert(server)} is counted as free, as servers on this computer or in a private network are unless Settings, Prices gives them a price.`;
}

function range({ lowUsd, highUsd }: Estimate['total']): string {
  return moneyRange(lowUsd, highUsd);
}
