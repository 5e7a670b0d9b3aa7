import { AudioLines, FileQuestion } from 'lucide-react';
import { useParams } from 'wouter';
import { useConversation } from '../../api/queries.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { asErrorData } from '../../ui/error-data.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Page } from '../../ui/page.tsx';
import { isRunning } from '../library/status.ts';
import { ConversationView } from './conversation-view.tsx';

/** One conversation of the library. */
export default function ConversationPage() {
  const { id } = useParams<{ id: string }>();
  const { data, error, refetch } = useConversation(id);
  if (data && isRunning(data.status)) return <StillRunning id={id} title={data.title} />;
  // Another conversation is another page: nothing of the player is kept.
  if (data) return <ConversationView key={id} conversation={data} />;
  if (!error) return <Page title="Conversation">{null}</Page>;
  if (asErrorData(error).code === 'not-found') return <NotThere />;
  return (
    <Page title="Conversation">
      <ErrorNote error={error} onRetry={() => void refetch()} />
    </Page>
  );
}

function StillRunning({ id, title }: { id: string; title: string }) {
  return (
    <Page title={title}>
      <EmptyState
        icon={<AudioLines />}
        title="They are still talking"
        action={
          <ButtonLink variant="primary" href={`/live/${encodeURIComponent(id)}`}>
            Listen live
          </ButtonLink>
        }
      >
        When it has ended, the recording, the transcript and the figures are here.
      </EmptyState>
    </Page>
  );
}

function NotThere() {
  return (
    <Page title="Conversation">
      <EmptyState
        icon={<FileQuestion />}
        title="This conversation isn’t in the library"
        action={
          <>
            <ButtonLink href="/library">To the library</ButtonLink>
            <ButtonLink href="/library?trash=1">Look in the trash</ButtonLink>
          </>
        }
      >
        It was deleted for good, or the address is not right.
      </EmptyState>
    </Page>
  );
}
