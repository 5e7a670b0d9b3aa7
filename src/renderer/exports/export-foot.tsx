import { TriangleAlert } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { asErrorData } from '../ui/error-data.ts';
import { isPointless, measureWords, missingWords } from './measure-words.ts';
import type { ExportWork } from './use-export.ts';

interface ExportFootProps {
  work: ExportWork;
  isClip?: boolean;
}

/** How much it will be, and the button. */
export function ExportFoot({ work, isClip = false }: ExportFootProps) {
  const { measure, form, ready, starting, start } = work;
  const { data, error } = measure;
  const missing = data && missingWords(data, form);
  return (
    <div className="flex w-full min-w-0 items-center justify-between gap-4">
      <div role="status" className="min-w-0 text-sm">
        {error ? (
          <p className="text-dim">{asErrorData(error).message}</p>
        ) : (
          <p>{data ? measureWords(data, isClip) : ' '}</p>
        )}
        {missing && (
          <p className="flex gap-1.5 text-xs text-warn">
            <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
            {missing}
          </p>
        )}
      </div>
      <Button
        variant="primary"
        busy={starting}
        disabled={!ready || (data !== undefined && isPointless(data, form))}
        onClick={start}
      >
        Export
      </Button>
    </div>
  );
}
