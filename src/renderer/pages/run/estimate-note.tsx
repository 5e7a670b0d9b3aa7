import { Link } from 'wouter';
import type { Estimate } from '../../../contract/usage.ts';
import { formatDay } from '../../format/dates.ts';
import { formatUsd } from '../../format/money.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { estimateWords, unpricedWords } from './estimate-words.ts';

interface EstimateNoteProps {
  /** Nobody is paid for it. */
  free: boolean;
  estimate: Estimate | undefined;
  /** It is being asked for. */
  pending: boolean;
}

/** What the run is expected to cost; a press says what that assumes. */
export function EstimateNote({ free, estimate, pending }: EstimateNoteProps) {
  if (free) return <span className="text-sm text-dim">Free</span>;
  // Its place is kept: nothing beside it moves when it comes.
  if (!estimate) return pending ? <span className="min-w-28" /> : null;
  const { leastBudgetUsd } = estimate;
  const unpriced = unpricedWords(estimate.unpriced);
  return (
    <Popover
      label="What it is expected to cost"
      className="grid w-80 gap-2 p-4 text-sm"
      trigger={
        <Button
          variant="quiet"
          size="sm"
          className="min-w-28 justify-start"
          aria-label={`Expected cost: ${estimateWords(estimate)}`}
        >
          {estimateWords(estimate)}
        </Button>
      }
    >
      <p>{estimate.note}</p>
      {leastBudgetUsd > 0 && <p>A budget has to be at least {formatUsd(leastBudgetUsd)}.</p>}
      {unpriced && <p className="text-warn">{unpriced}</p>}
      <p className="text-dim">
        Prices of {formatDay(estimate.pricesAsOf)}.{' '}
        <Link href="/settings/prices" className="text-text underline underline-offset-2">
          Prices
        </Link>
      </p>
    </Popover>
  );
}
