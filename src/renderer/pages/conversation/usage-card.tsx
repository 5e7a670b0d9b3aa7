import type { Conversation } from '../../../contract/conversation.ts';
import { formatDay } from '../../format/dates.ts';
import { Card } from '../../ui/card.tsx';
import { unpricedWords } from '../run/estimate-words.ts';
import { costText } from './player-words.ts';
import { isRehearsed, usageBySide, type UsageRow } from './usage-words.ts';

/** What it used of its providers and what that cost; nothing where it isn't known, as of an import. */
export function UsageCard({ conversation }: { conversation: Conversation }) {
  const { usage, config } = conversation;
  if (!usage || usage.entries.length === 0) return null;
  const { cost } = usage;
  const unpriced = unpricedWords(cost.unpriced);
  return (
    <Card title="Usage and cost">
      <div className="grid gap-3">
        <p className="text-lg font-semibold">{costText(cost)}</p>
        {unpriced && <p className="text-sm text-warn">{unpriced}</p>}
        {usageBySide(usage).map(({ side, rows }) => (
          <section key={side} className="grid gap-2 border-t border-line pt-3">
            <h3 className={side === 'a' ? 'text-sm text-a' : 'text-sm text-b'}>
              {config.personas[side].name}
            </h3>
            {rows.map((row) => (
              <UsageLine key={row.id} row={row} />
            ))}
          </section>
        ))}
        {!isRehearsed(usage) && (
          <p className="border-t border-line pt-3 text-xs text-dim">
            By the prices of {formatDay(cost.pricesAsOf)}. What counts is the provider’s bill.
          </p>
        )}
      </div>
    </Card>
  );
}

function UsageLine({ row: { stage, model, amounts, cost } }: { row: UsageRow }) {
  return (
    <div className="text-sm">
      <p className="flex justify-between gap-3">
        <span>{stage}</span>
        {cost && <span className="font-semibold">{cost}</span>}
      </p>
      <p className="text-xs break-words text-dim">{model}</p>
      {amounts.map((amount) => (
        <p key={amount} className="text-xs text-dim">
          {amount}
        </p>
      ))}
    </div>
  );
}
