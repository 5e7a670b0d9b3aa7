import { clsx } from 'clsx';
import { memo, useMemo } from 'react';
import type { LiveTurn } from '../../../contract/live.ts';
import { formatCount, formatCountOf, formatSeconds } from '../../format/index.ts';
import { Card } from '../../ui/card.tsx';
import { KeyValue } from '../../ui/key-value.tsx';
import { gapHistogram, liveStatistics } from './live-statistics.ts';

/** How well they take turns: gaps, overlaps, interruptions. */
export function TurnTakingCard({ turns }: { turns: readonly LiveTurn[] }) {
  const found = useMemo(() => liveStatistics(turns), [turns]);
  return (
    <Card title="Turn-taking">
      <KeyValue
        items={[
          ['Gap, median', formatSeconds(found.gapMedianMs)],
          ['Gap, 95 %', formatSeconds(found.gapP95Ms)],
          ['Overlap', formatSeconds(found.overlapMs)],
          ['Interruptions', formatCount(found.interruptions)],
        ]}
      />
      <GapHistogram gaps={found.gaps} />
    </Card>
  );
}

/** How the gaps are spread; the bar of the median is in the text's colour. */
const GapHistogram = memo(function GapHistogram({ gaps }: { gaps: readonly number[] }) {
  const bins = gapHistogram(gaps);
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const words = `${formatCountOf(gaps.length, 'gap')}, from half a second of overlap to one second of silence`;
  return (
    <figure className="mt-3" aria-label={words}>
      <div aria-hidden className="flex h-11 items-end gap-0.5 border-b border-line">
        {bins.map((bin) => (
          <span
            key={bin.fromMs}
            title={`${bin.fromMs / 1000} to ${bin.toMs / 1000} s: ${bin.count}`}
            className={clsx(
              'flex-1 rounded-t-[2px]',
              bin.median ? 'bg-text' : 'bg-line-strong',
              bin.count === 0 && 'invisible',
            )}
            style={{ height: `${(bin.count / most) * 100}%` }}
          />
        ))}
      </div>
      <figcaption aria-hidden className="relative mt-1 flex justify-between text-xs text-faint">
        <span>−0.5 s</span>
        <span className="absolute left-1/3 -translate-x-1/2">0</span>
        <span className="absolute left-2/3 -translate-x-1/2">0.5 s</span>
        <span>1 s</span>
      </figcaption>
    </figure>
  );
});
