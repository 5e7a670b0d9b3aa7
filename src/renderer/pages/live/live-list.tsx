import { AudioLines } from 'lucide-react';
import { useLiveConversations } from '../../api/live-store.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { isUnderWay } from './endings.ts';
import { LiveRow } from './live-row.tsx';

/** All conversations that run, and those that have just ended. */
export function LiveList() {
  const all = useLiveConversations();
  const running = all.filter((live) => isUnderWay(live.status));
  const over = all.filter((live) => !isUnderWay(live.status));
  return (
    <Page
      title="Live"
      subtitle={running.length > 1 ? `${running.length} conversations at once` : undefined}
      actions={
        <ButtonLink href="/" variant={running.length === 0 ? 'primary' : 'secondary'}>
          {running.length === 0 ? 'Run a conversation' : 'Run another'}
        </ButtonLink>
      }
      className="grid content-start gap-4"
    >
      {all.length === 0 && (
        <Card>
          <EmptyState
            icon={<AudioLines />}
            title="Nobody is talking"
            action={
              <ButtonLink href="/" variant="primary">
                Run a conversation
              </ButtonLink>
            }
          >
            Start a conversation and listen to it here while it is spoken: two lanes, every word,
            and how they take turns.
          </EmptyState>
        </Card>
      )}
      {running.length > 0 && (
        <Card title="Running" padded={false}>
          <ul>
            {running.map((live) => (
              <LiveRow key={live.id} live={live} />
            ))}
          </ul>
        </Card>
      )}
      {over.length > 0 && (
        <Card title="Just ended" padded={false}>
          <ul>
            {over.map((live) => (
              <LiveRow key={live.id} live={live} />
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
}
