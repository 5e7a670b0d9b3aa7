import type { UseQueryResult } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { asErrorData } from '../ui/error-data.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Shelf, StudioDocument } from './shelf.ts';

interface EditorGateProps<T extends StudioDocument> {
  shelf: Shelf<T>;
  query: UseQueryResult<T>;
  children: (document: T) => ReactNode;
}

/** Shows an editor once its document is here; else what is in the way. */
export function EditorGate<T extends StudioDocument>({
  shelf,
  query,
  children,
}: EditorGateProps<T>) {
  // A document that was deleted elsewhere stays in the editor: what stands there isn't thrown away.
  if (query.data) return children(query.data);
  const title = `The ${shelf.noun}`;
  if (query.isPending) {
    return (
      <Page title="">
        <div role="status" aria-label="Loading" className="mx-auto grid max-w-3xl gap-4">
          <Skeleton className="h-40 rounded-card" />
          <Skeleton className="h-64 rounded-card" />
        </div>
      </Page>
    );
  }
  if (asErrorData(query.error).code !== 'not-found') {
    return (
      <Page title={title}>
        <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    );
  }
  return (
    <Page title={title}>
      <EmptyState
        icon={<SearchX />}
        title={`There is no such ${shelf.noun}`}
        action={<ButtonLink href={`/${shelf.plural}`}>All {shelf.plural}</ButtonLink>}
      >
        It may have been deleted. Right after a deletion it can be had back with Undo.
      </EmptyState>
    </Page>
  );
}
