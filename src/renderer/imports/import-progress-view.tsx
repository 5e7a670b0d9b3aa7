import { clsx } from 'clsx';
import { ArrowRight, CircleAlert, CircleCheck } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'wouter';
import type { ImportNote, ImportProgress } from '../../contract/import-api.ts';
import { studio } from '../api/client.ts';
import { useImportProgress } from '../api/imports-store.ts';
import { useConversation } from '../api/queries.ts';
import { formatCount, formatCountOf } from '../format/numbers.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Progress } from '../ui/progress.tsx';
import { toast } from '../ui/toast.ts';
import { importHeadline } from './import-words.ts';

/** So many are linked by name. */
const LINKED = 5;

interface ImportProgressViewProps {
  first: ImportProgress;
  onAgain: () => void;
  onClose: () => void;
}

/** How far an import is; then what came in, what was there, and what could not be taken in. */
export function ImportProgressView({ first, onAgain, onClose }: ImportProgressViewProps) {
  const progress = useImportProgress(first);
  const { id, state, done, total, imported, failures, incomplete, error } = progress;
  const running = state === 'running';
  const good = !running && imported.length > 0 && failures.length + incomplete.length === 0;
  return (
    <div className="grid gap-3" data-import={state}>
      <p role="status" className="flex items-center gap-2 font-semibold">
        {good && <CircleCheck aria-hidden className="size-4.5 text-ok" />}
        {importHeadline(progress)}
      </p>
      {running && (
        <>
          <Progress label="Import" value={total > 0 ? done / total : undefined} />
          <p className="text-sm text-dim">
            {formatCount(done)} of {formatCountOf(total, 'conversation')}
          </p>
        </>
      )}
      {error && <ErrorNote error={error} />}
      {!running && imported.length > 0 && (
        <ul className="grid">
          {imported.slice(0, LINKED).map((each) => (
            <ImportedLink key={each} id={each} onFollow={onClose} />
          ))}
          {imported.length > LINKED && (
            <li className="px-2 py-1 text-sm text-dim">
              and {formatCount(imported.length - LINKED)} more
            </li>
          )}
        </ul>
      )}
      <Notes label="Not taken in" tone="text-bad" notes={failures} />
      <Notes label="Taken in without sound" tone="text-warn" notes={incomplete} />
      <div className="flex flex-wrap gap-2">
        {running ? (
          <Button onClick={() => void studio.cancelImport(id).catch(toast.error)}>Cancel</Button>
        ) : (
          <>
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
            <Button variant="quiet" className="ml-auto" onClick={onAgain}>
              Import something else
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function ImportedLink({ id, onFollow }: { id: string; onFollow: () => void }) {
  const { data } = useConversation(id);
  const people = data && `${data.config.personas.a.name} × ${data.config.personas.b.name}`;
  return (
    <li>
      <Link
        href={`/library/${encodeURIComponent(id)}`}
        onClick={onFollow}
        className="flex min-h-9 items-center gap-3 rounded-control px-2 hover:bg-raise"
      >
        <span className="min-w-0 truncate font-[550]">{data?.title ?? 'Open it'}</span>
        <span className="min-w-0 flex-1 truncate text-sm text-dim">{people}</span>
        <ArrowRight aria-hidden className="size-4 shrink-0 text-faint" />
      </Link>
    </li>
  );
}

interface NotesProps {
  label: string;
  tone: string;
  notes: readonly ImportNote[];
}

/** What did not go well, file by file, with what to do. */
function Notes({ label, tone, notes }: NotesProps) {
  const id = useId();
  if (notes.length === 0) return null;
  return (
    <section className="grid gap-1.5">
      <h3 id={id} className="text-sm font-[550]">
        {label}
      </h3>
      <ul
        aria-labelledby={id}
        tabIndex={0}
        className="grid max-h-56 gap-3 overflow-y-auto rounded-card border border-line p-3"
      >
        {notes.map(({ name, error }, index) => (
          <li key={index} className="flex gap-2.5">
            <CircleAlert aria-hidden className={clsx('mt-0.5 size-4 shrink-0', tone)} />
            <div className="min-w-0">
              <p className="font-[550] break-words">{name}</p>
              <p className="text-sm break-words">{error.message}</p>
              {error.remedy && <p className="text-sm break-words text-dim">{error.remedy}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
