import { Component, type ReactNode } from 'react';
import { Button, ButtonLink } from '../ui/button.tsx';
import { asErrorData } from '../ui/error-data.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { Page } from '../ui/page.tsx';

interface ErrorBoundaryProps {
  /** When it changes (another page), the error is forgotten. */
  resetKey: string;
  children: ReactNode;
}

interface ErrorBoundaryState {
  failed: { error: unknown; at: string } | undefined;
}

/** Catches what a page throws while it is drawn, says so, and offers a way on. Runs go on meanwhile. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failed: undefined };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { failed: { error, at: '' } };
  }

  static getDerivedStateFromProps(
    props: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): ErrorBoundaryState | null {
    const { failed } = state;
    if (!failed || failed.at === props.resetKey) return null;
    // Just caught: it belongs to this place. Caught elsewhere: forgotten.
    return { failed: failed.at === '' ? { ...failed, at: props.resetKey } : undefined };
  }

  override render() {
    const { failed } = this.state;
    if (!failed) return this.props.children;
    return <Failed error={failed.error} onRetry={() => this.setState({ failed: undefined })} />;
  }
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { code, message, remedy, details } = asErrorData(error);
  const data = {
    code,
    message: `This page has failed: ${message}`,
    remedy: remedy ?? 'Show it again. If it keeps failing, reload the studio: what runs goes on.',
    details: details ?? stackOf(error),
  };
  return (
    <Page title="Something went wrong">
      <div className="grid max-w-2xl gap-4">
        <ErrorNote error={data} />
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={onRetry}>
            Show it again
          </Button>
          <Button onClick={() => window.location.reload()}>Reload the studio</Button>
          <ButtonLink href="/" variant="quiet">
            Go to Run
          </ButtonLink>
        </div>
      </div>
    </Page>
  );
}

function stackOf(error: unknown): Record<string, unknown> {
  return error instanceof Error ? { stack: error.stack?.split('\n').slice(0, 8) } : {};
}
