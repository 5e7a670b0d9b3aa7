import { Play } from 'lucide-react';
import { useState } from 'react';
import { formatCountOf } from '../../format/numbers.ts';
import { formatSeconds } from '../../format/times.ts';
import type { Span } from '../../lanes/types.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { clipProblem, clockText, parseClock } from './clip-times.ts';

interface ClipFieldsProps {
  span: Span | null;
  /** Turns in it, whole or in part. */
  turns: number;
  durationMs: number;
  onSpan: (span: Span) => void;
  /** Undefined: there is nothing to hear. */
  onPlay: (() => void) | undefined;
}

/** The clip in numbers: what the lanes and the turns select shows here, and the other way round. */
export function ClipFields({ span, turns, durationMs, onSpan, onPlay }: ClipFieldsProps) {
  /** What is being written; undefined: the selection shows. */
  const [draft, setDraft] = useState<{ from: string; to: string }>();
  const shown = draft ?? {
    from: span ? clockText(span.fromMs) : '',
    to: span ? clockText(span.toMs) : '',
  };
  const empty = shown.from === '' || shown.to === '';
  const problem = empty ? undefined : clipProblem(shown.from, shown.to, durationMs);
  const write = (change: Partial<typeof shown>) => {
    const next = { ...shown, ...change };
    setDraft(next);
    const [fromMs, toMs] = [parseClock(next.from), parseClock(next.to)];
    if (fromMs === undefined || toMs === undefined) return;
    if (clipProblem(next.from, next.to, durationMs) === undefined)
      onSpan({ fromMs, toMs: Math.min(toMs, durationMs) });
  };
  const leave = () => {
    if (problem === undefined && !empty) setDraft(undefined);
  };
  const field = (name: 'from' | 'to', label: string, placeholder: string) => (
    <Field className="w-28" label={label}>
      <Input
        aria-invalid={problem !== undefined}
        placeholder={placeholder}
        inputMode="decimal"
        value={shown[name]}
        onBlur={leave}
        onChange={(event) => write({ [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-end gap-3">
        {field('from', 'From', '0:00')}
        {field('to', 'To', clockText(durationMs))}
        <Button
          icon={<Play aria-hidden />}
          disabled={span === null || onPlay === undefined}
          onClick={onPlay}
        >
          Play the clip
        </Button>
      </div>
      <p role="status" className={problem ? 'text-xs text-bad' : 'text-xs text-dim'}>
        {problem ??
          (span
            ? `${formatSeconds(span.toMs - span.fromMs)} with ${formatCountOf(turns, 'turn')}.`
            : 'Drag over the lanes, Shift-click turns in the transcript, or write the times.')}
      </p>
    </div>
  );
}
