import { Check, CircleAlert, LoaderCircle } from 'lucide-react';
import { assertNever } from '../../contract/kind.ts';
import type { AutosaveState } from './autosave.ts';

/** A quiet word on whether everything is stored. */
export function SaveState({ state, onRetry }: { state: AutosaveState; onRetry: () => void }) {
  return (
    <span className="relative top-0.5 flex min-w-0 items-center gap-2 text-sm">
      <span
        role="status"
        className="flex min-w-0 items-center gap-1.5 [&_svg]:size-4 [&_svg]:shrink-0"
      >
        <Words state={state} />
      </span>
      {state.kind === 'failed' && (
        // Not a box: it would move the title beside it.
        <button
          type="button"
          onClick={onRetry}
          className="-my-2 shrink-0 rounded-control px-1 py-2 font-[550] text-text underline underline-offset-2"
        >
          Try again
        </button>
      )}
    </span>
  );
}

function Words({ state }: { state: AutosaveState }) {
  switch (state.kind) {
    case 'saved':
      return (
        <span className="flex items-center gap-1.5 text-dim">
          <Check aria-hidden /> Saved
        </span>
      );
    case 'waiting':
    case 'saving':
      return (
        <span className="flex items-center gap-1.5 text-dim">
          <LoaderCircle aria-hidden className="turning" /> Saving…
        </span>
      );
    case 'invalid':
      return <NotSaved reason={state.problem} />;
    case 'failed':
      return <NotSaved reason={state.error.message} />;
    default:
      return assertNever(state);
  }
}

function NotSaved({ reason }: { reason: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-warn" title={reason}>
      <CircleAlert aria-hidden />
      <span className="truncate">Not saved: {reason}</span>
    </span>
  );
}
