import { Compass } from 'lucide-react';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page title="Not found">
      <EmptyState
        icon={<Compass />}
        title="There is no such page"
        action={
          <>
            <ButtonLink href="/" variant="primary">
              Go to Run
            </ButtonLink>
            <ButtonLink href="/library">Open the library</ButtonLink>
          </>
        }
      >
        The address may be mistyped, or what it named has been deleted.
      </EmptyState>
    </Page>
  );
}
