import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { assertNever } from '../../../contract/kind.ts';
import type { StageFieldsProps } from './stage-fields-props.ts';
import { optionsInOneLine, problemsIn } from './stage-forms.ts';
import { LlmOptions } from './stage-options-llm.tsx';
import { RealtimeOptions, SttOptions, TtsOptions } from './stage-options-speech.tsx';

interface StageOptionsProps extends StageFieldsProps {
  className?: string;
}

/** What need not be touched: folded to a line that says what is set. */
export function StageOptions({ className, ...props }: StageOptionsProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { stage, form } = props;
  const { baseUrl: _address, ...wrong } = problemsIn(stage.name, form);
  const problem = Object.values(wrong)[0];
  return (
    <div className={className}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="group -ml-1.5 inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-control px-1.5 text-left text-sm text-dim transition-colors hover:text-text"
      >
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 transition-transform group-aria-expanded:rotate-90"
        />
        <span className="shrink-0">
          Options<span className="sr-only"> of {stage.label.toLowerCase()}</span>:
        </span>
        <span className={clsx('min-w-0 truncate', problem && 'text-bad')}>
          {problem ?? optionsInOneLine(stage.name, form)}
        </span>
      </button>
      <div id={id} hidden={!open} className="grid gap-3 pt-2 pl-5.5 sm:grid-cols-2">
        {open && <Fields {...props} />}
      </div>
    </div>
  );
}

function Fields(props: StageOptionsProps) {
  switch (props.stage.name) {
    case 'llm':
      return <LlmOptions {...props} />;
    case 'stt':
      return <SttOptions {...props} />;
    case 'tts':
      return <TtsOptions {...props} />;
    case 'realtime':
      return <RealtimeOptions {...props} />;
    default:
      return assertNever(props.stage.name);
  }
}
