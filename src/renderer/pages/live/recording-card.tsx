import { TriangleAlert } from 'lucide-react';
import type { ErrorData } from '../../../contract/errors.ts';
import type { LiveConversation } from '../../../contract/live.ts';
import { sourceOf } from '../../../contract/provider.ts';
import { SIDES } from '../../../contract/side.ts';
import { formatUsd } from '../../format/money.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';
import type { Clock } from '../../lanes/clock.ts';
import { Card } from '../../ui/card.tsx';
import { KeyValue } from '../../ui/key-value.tsx';
import { costText, sourcesText } from '../conversation/player-words.ts';
import { ClockText } from './clock-text.tsx';

/** What is being kept, under which limits, and what happened to it. */
export function RecordingCard({ live, clock }: { live: LiveConversation; clock: Clock }) {
  const { limits } = live.config;
  const longest = formatDuration(limits.maxMinutes * 60_000);
  return (
    <Card title="Recording">
      <KeyValue
        items={[
          ['Local, stereo 48 kHz', <ClockText key="clock" clock={clock} />],
          ['Cost so far', costSoFar(live)],
          ['At most', `${formatCountOf(limits.maxTurns, 'turn')}, ${longest}`],
          ['Provider', sourcesText(live.config)],
        ]}
      />
      <Notices notices={live.notices} />
    </Card>
  );
}

/** What it has cost, of what it may. */
function costSoFar({ cost, config }: LiveConversation): string {
  const { stages, budgetUsd } = config;
  if (!cost && SIDES.every((side) => sourceOf(stages[side]) === 'rehearsal')) return 'Free';
  const most = budgetUsd === undefined ? '' : ` of ${formatUsd(budgetUsd)}`;
  return `${cost ? costText(cost) : formatUsd(0)}${most}`;
}

function Notices({ notices }: { notices: readonly ErrorData[] }) {
  if (notices.length === 0) return null;
  return (
    <ul aria-label="Notices" className="mt-3 grid gap-2 border-t border-line pt-3 text-sm">
      {notices.map((notice, index) => (
        <li key={index} className="flex gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span className="min-w-0 break-words">
            {notice.message}
            {notice.remedy && <span className="block text-xs text-dim">{notice.remedy}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
