import type { Conversation } from '../../../contract/conversation.ts';
import type { LiveConversation } from '../../../contract/live.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { ListenButton } from '../../monitor/monitor-card.tsx';
import { useMonitor } from '../../monitor/use-monitor.ts';
import { useMediaQuery } from '../../shell/use-media-query.ts';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { CardsDrawer } from './cards-drawer.tsx';
import { ClockText } from './clock-text.tsx';
import { EndedNote } from './ended-note.tsx';
import { LanesCard } from './lanes-card.tsx';
import { useLiveTabs } from './live-tabs.tsx';
import { RunControls } from './run-controls.tsx';
import { SideCards } from './side-cards.tsx';
import { StepsCard } from './steps-card.tsx';
import { TranscriptCard } from './transcript-card.tsx';
import { useFollowEnd } from './use-follow-end.ts';
import { useListenKeys } from './use-listen-keys.ts';
import { useLiveClock } from './use-live-clock.ts';
import { useLiveView } from './use-live-view.ts';

export interface ConversationViewProps {
  live: LiveConversation;
  /** As the library has it, once it has ended. */
  stored: Conversation | undefined;
}

/** One conversation while it is spoken. */
export function ConversationView({ live, stored }: ConversationViewProps) {
  const clock = useLiveClock(live);
  const monitor = useMonitor(live.id, live.ended !== null);
  const follow = useFollowEnd();
  const lanes = useLiveView(live);
  const wide = useMediaQuery('(width >= 72rem)');
  const tabs = useLiveTabs(live.id);
  const toNow = () => {
    lanes.showNow();
    follow.toEnd();
  };
  useListenKeys({ live, monitor, toNow });
  const { a, b } = live.config.personas;
  const getsReady = live.turns.length === 0 && (live.status === 'preparing' || live.ended !== null);
  const cards = <SideCards live={live} clock={clock} monitor={monitor} />;
  return (
    <Page
      title={live.title}
      subtitle={`${a.name} × ${b.name} · seed ${live.config.seed}`}
      actions={
        <>
          <span role="timer" className="mr-1 whitespace-nowrap text-dim">
            <ClockText clock={clock} /> · {formatCountOf(live.turns.length, 'turn')}
          </span>
          <RunControls live={live} />
          {!wide && <CardsDrawer>{cards}</CardsDrawer>}
        </>
      }
      toolbar={tabs}
      fill
      className="gap-4 p-4 lg:p-5"
    >
      <LanesCard live={live} clock={clock} view={lanes.view} onView={lanes.move} />
      <div className="flex min-h-0 flex-1 gap-4">
        {getsReady ? (
          <GettingReady live={live} stored={stored} />
        ) : (
          <TranscriptCard
            {...{ live, clock, follow }}
            onSeek={lanes.show}
            onNow={toNow}
            footer={
              live.ended && <EndedNote {...{ live, stored }} className="border-t border-line" />
            }
          />
        )}
        {wide && (
          <aside aria-label="Monitor and numbers" className="w-[19rem] shrink-0 overflow-y-auto">
            {cards}
          </aside>
        )}
      </div>
      {!wide && monitor.state.phase.kind === 'blocked' && (
        <div className="flex shrink-0 items-center justify-between gap-3 text-sm text-dim">
          The browser holds the sound back.
          <ListenButton monitor={monitor} />
        </div>
      )}
    </Page>
  );
}

/** Before the first word; and what is left when none was ever spoken. */
function GettingReady({ live, stored }: ConversationViewProps) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {live.ended && (
        <Card padded={false} className="mb-4">
          <EndedNote live={live} stored={stored} />
        </Card>
      )}
      <StepsCard steps={live.steps} error={stored?.error} />
    </div>
  );
}
