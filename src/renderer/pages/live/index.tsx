import { useMemo } from 'react';
import { Redirect, useParams } from 'wouter';
import { useConversation } from '../../api/queries.ts';
import { useLive } from '../../api/live-store.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { asStored } from './as-stored.ts';
import { ConversationView } from './conversation-view.tsx';
import { isUnderWay } from './endings.ts';
import { LiveList } from './live-list.tsx';

/** /live: all that run. /live/:id: one of them. */
export default function LivePage() {
  const { id } = useParams<{ id?: string }>();
  return id ? <OneConversation key={id} id={id} /> : <LiveList />;
}

function OneConversation({ id }: { id: string }) {
  const live = useLive(id);
  const { data: stored, error, refetch, isFetching } = useConversation(id);
  const final = stored && !isUnderWay(stored.status) ? stored : undefined;
  const shown = useMemo(() => (live && final ? asStored(live, final) : live), [live, final]);
  if (shown) return <ConversationView live={shown} stored={final} />;
  // It ended in an earlier session: the library has it.
  if (final) {
    return <Redirect to={`/library/${encodeURIComponent(id)}`} replace />;
  }
  return (
    <Page title={stored?.title ?? 'Live'} fill className="gap-4 p-4 lg:p-5">
      {error ? (
        <ErrorNote error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Places />
      )}
    </Page>
  );
}

/** Where lanes, transcript and cards will stand. */
function Places() {
  return (
    <>
      <Skeleton className="h-36 shrink-0 [@media(min-height:760px)]:h-48" />
      <div className="flex min-h-0 flex-1 gap-4">
        <Skeleton className="min-w-0 flex-1" />
        <Skeleton className="hidden w-[19rem] shrink-0 min-[72rem]:block" />
      </div>
    </>
  );
}
