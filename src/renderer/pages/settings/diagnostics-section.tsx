import { useQuery } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import type { Check } from '../../../contract/studio-api.ts';
import { studio } from '../../api/client.ts';
import { downloadText } from '../../documents/download.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusDot, type StatusTone } from '../../ui/status-dot.tsx';
import { toast } from '../../ui/toast.ts';
import { LogCard } from './log-card.tsx';

const verdicts: Record<Check['verdict'], { tone: StatusTone; label: string }> = {
  ok: { tone: 'ok', label: 'In order' },
  attention: { tone: 'warn', label: 'Attention' },
  fault: { tone: 'bad', label: 'Fault' },
};

/** What helps when something doesn't work. */
export function DiagnosticsSection() {
  const checks = useQuery({
    queryKey: ['doctor'],
    queryFn: () => studio.doctor(),
    gcTime: Infinity,
  });
  return (
    <>
      <Card
        title="Checks"
        actions={
          <Button
            size="sm"
            variant="quiet"
            busy={checks.isFetching}
            onClick={() => void checks.refetch()}
          >
            Check again
          </Button>
        }
      >
        {checks.isPending && <Skeleton className="h-48" />}
        {checks.isError && <ErrorNote error={checks.error} />}
        {checks.data && (
          <ul className="grid divide-y divide-line">
            {checks.data.map((check) => (
              <CheckRow key={check.name} check={check} />
            ))}
          </ul>
        )}
      </Card>
      <ReportCard />
      <LogCard />
    </>
  );
}

function CheckRow({ check: { name, verdict, note, remedy } }: { check: Check }) {
  const { tone, label } = verdicts[verdict];
  return (
    <li className="grid gap-x-4 gap-y-1 py-2.5 first:pt-0 last:pb-0 sm:grid-cols-[7rem_10rem_minmax(0,1fr)]">
      <StatusDot tone={tone} label={label} className="self-start text-sm" />
      <span className="inline-block font-[550] first-letter:uppercase">{name}</span>
      <span className="min-w-0 text-sm">
        <span className="break-words text-dim">{note}</span>
        {remedy && <span className="block max-w-measure break-words">{remedy}</span>}
      </span>
    </li>
  );
}

function ReportCard() {
  const download = async () => {
    try {
      downloadText('duologue-report.txt', await studio.getReport(), 'text/plain');
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <Card title="Report for a bug">
      <p className="max-w-measure text-sm text-dim">
        Versions, checks, settings and the end of the log, as text. No keys, no prompts, no
        transcripts: read it before you send it.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <CopyButton label="Copy the report" variant="secondary" text={() => studio.getReport()} />
        <Button size="sm" icon={<FileDown aria-hidden />} onClick={() => void download()}>
          Save it as a file
        </Button>
      </div>
    </Card>
  );
}
