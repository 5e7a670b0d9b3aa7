import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { StageFormsState } from './use-stage-forms.ts';

/** Stores or drops what was changed in a card; its place is always there. */
export function SaveBar({ forms, what }: { forms: StageFormsState; what: string }) {
  const { changed, isSet, valid, busy, error } = forms;
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      {error && <ErrorNote error={error} />}
      <div className="flex items-center gap-2">
        <Button
          variant={changed ? 'primary' : 'secondary'}
          disabled={!changed || !valid}
          busy={busy}
          onClick={forms.store}
        >
          Use {what}
        </Button>
        {changed && (
          <Button variant="quiet" onClick={forms.discard}>
            Discard changes
          </Button>
        )}
        {!changed && isSet && <span className="ml-1 text-sm text-dim">Stored.</span>}
      </div>
    </div>
  );
}
