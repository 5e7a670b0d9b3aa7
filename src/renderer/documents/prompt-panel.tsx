import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PreviewPrompt, PromptPreview } from '../../contract/document-api.ts';
import { studio } from '../api/client.ts';
import { formatCountOf } from '../format/index.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** How long typing rests before the preview follows, ms. */
const FOLLOW_MS = 250;

interface PromptPanelProps {
  /** Undefined: not known yet who speaks. */
  request: PreviewPrompt | undefined;
  /** The form holds something that can't be saved: the preview shows what held last. */
  outdated: boolean;
}

/** Exactly what the model of a side gets before the first word. */
export function PromptPanel({ request, outdated }: PromptPanelProps) {
  const settled = useSettled(request, FOLLOW_MS);
  const preview = useQuery({
    queryKey: ['prompt', settled],
    queryFn: () => studio.previewPrompt(settled!),
    enabled: settled !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  if (!request) return <NobodyCast />;
  if (preview.isError) {
    return <ErrorNote error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  if (!preview.data) return <Skeleton className="h-96" />;
  return <Prompt preview={preview.data} outdated={outdated} />;
}

/** What stands in both tabs while there is no one to look at. */
export function NobodyCast() {
  return <p className="text-dim">Cast this side first: choose a persona for it.</p>;
}

function Prompt({ preview, outdated }: { preview: PromptPreview; outdated: boolean }) {
  const { instructions, tools } = preview;
  const words = instructions.split(/\s+/).length;
  return (
    <div className="grid gap-4">
      <div className="flex items-center justify-between gap-2 text-xs text-dim">
        <span role="status">
          {outdated
            ? 'As it was before what can’t be saved yet.'
            : `${formatCountOf(words, 'word')}, word for word.`}
        </span>
        <CopyButton label="Copy" text={() => instructions} />
      </div>
      <div className="text-sm break-words whitespace-pre-wrap">
        {instructions.split('\n').map((line, index) => (
          <p key={index} className={line.startsWith('# ') ? 'font-semibold' : 'text-dim'}>
            {line || '\u00a0'}
          </p>
        ))}
      </div>
      {tools.length > 0 && (
        <section aria-label="Tools" className="grid gap-2 border-t border-line pt-4">
          <h3 className="text-xs font-[550] text-dim">What it can do besides speaking</h3>
          <dl className="grid gap-2 text-sm">
            {tools.map(({ name, description }) => (
              <div key={name}>
                <dt className="font-mono text-xs">{name}</dt>
                <dd className="text-dim">{description}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}

/** The value once it has rested for a while. */
function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  // A new object that says the same is no change.
  const words = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(latest.current), ms);
    return () => clearTimeout(timer);
  }, [words, ms]);
  return settled;
}
