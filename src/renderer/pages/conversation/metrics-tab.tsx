import { clsx } from 'clsx';
import { Gauge } from 'lucide-react';
import { useMemo } from 'react';
import type { Conversation } from '../../../contract/conversation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { metricItems, type MetricItem } from './metric-items.ts';

interface MetricsTabProps {
  conversation: Conversation;
  /** Id of the metric whose place is lit. */
  lit: string | undefined;
  onLight: (item: MetricItem | undefined) => void;
}

/** The figures; a press on one lights up its place in the lanes, a second one puts it out. */
export function MetricsTab({ conversation, lit, onLight }: MetricsTabProps) {
  const items = useMemo(() => metricItems(conversation), [conversation]);
  if (items.length === 0) return <NoMetrics />;
  return (
    <div className="h-full overflow-y-auto p-4">
      <p className="mb-3 text-sm text-dim">Press a figure to see its place in the lanes above.</p>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] gap-2">
        {items.map((item) => (
          <li key={item.id}>
            <Metric item={item} lit={item.id === lit} onLight={onLight} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Metric({
  item,
  lit,
  onLight,
}: { item: MetricItem; lit: boolean } & Pick<MetricsTabProps, 'onLight'>) {
  const body = (
    <>
      <span className="text-xs text-dim">{item.label}</span>
      <span className="text-lg font-semibold">{item.value}</span>
      <span className="text-xs text-dim">{item.about}</span>
    </>
  );
  const look = 'grid h-full w-full content-start gap-0.5 rounded-control border p-3 text-left';
  if (!item.span) return <div className={clsx(look, 'border-transparent')}>{body}</div>;
  return (
    <button
      type="button"
      aria-pressed={lit}
      onClick={() => onLight(lit ? undefined : item)}
      className={clsx(look, lit ? 'border-accent bg-raise' : 'border-line-strong hover:bg-raise')}
    >
      {body}
    </button>
  );
}

function NoMetrics() {
  return (
    <EmptyState icon={<Gauge />} title="No figures">
      They are computed when a conversation ends with a recording. This one has none.
    </EmptyState>
  );
}
