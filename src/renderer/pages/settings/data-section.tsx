import { clsx } from 'clsx';
import { FolderOpen } from 'lucide-react';
import type { DataUsage, SettingsView } from '../../../contract/settings.ts';
import { shell } from '../../api/client.ts';
import { useDataUsage } from '../../api/queries.ts';
import { formatBytes } from '../../format/index.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { TrashCard } from './trash-card.tsx';

/** Where everything lies and how large it is; the trash. */
export function DataSection({ view }: { view: SettingsView }) {
  const usage = useDataUsage();
  const open = async () => {
    const error = await shell?.openDirectory(view.dataDirectory);
    if (error) toast.error(error);
  };
  return (
    <>
      <Card title="Data directory">
        <div className="grid gap-3">
          <code
            className="block overflow-x-auto rounded-control bg-raise px-3 py-2 font-mono text-sm"
            tabIndex={0}
          >
            {view.dataDirectory}
          </code>
          <div className="flex flex-wrap gap-2">
            <CopyButton label="Copy the path" variant="secondary" text={() => view.dataDirectory} />
            {shell && (
              <Button size="sm" icon={<FolderOpen aria-hidden />} onClick={() => void open()}>
                Show the folder
              </Button>
            )}
          </div>
          <p className="max-w-measure text-sm text-dim">
            Everything is in there: conversations, recordings, personas, scenarios and settings.
            Another one is chosen when Duologue starts, with --data-dir.
          </p>
        </div>
      </Card>
      <Card title="What takes room">
        {usage.isPending && <Skeleton className="h-36" />}
        {usage.isError && <ErrorNote error={usage.error} onRetry={() => void usage.refetch()} />}
        {usage.data && <UsageTable usage={usage.data} />}
      </Card>
      <TrashCard view={view} usage={usage.data} />
    </>
  );
}

function UsageTable({ usage }: { usage: DataUsage }) {
  const rows: [label: string, bytes: number][] = [
    ['Recordings', usage.recordings - usage.trash],
    ['Recordings in the trash', usage.trash],
    ['Library', usage.library],
    ['Backups', usage.backups],
    ['Logs', usage.logs],
  ];
  const most = Math.max(1, ...rows.map(([, bytes]) => bytes));
  const sum = usage.recordings + usage.library + usage.backups + usage.logs;
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">Sizes by kind</caption>
      <tbody>
        {rows.map(([label, bytes]) => (
          <tr key={label} className="h-8">
            <th scope="row" className="w-44 text-left font-normal text-dim">
              {label}
            </th>
            <td aria-hidden className="px-3">
              <span className="block h-1.5 rounded-full bg-raise">
                <span
                  className={clsx('block h-full rounded-full bg-edge', bytes > 0 && 'min-w-0.5')}
                  style={{ width: `${String((bytes / most) * 100)}%` }}
                />
              </span>
            </td>
            <td className="w-24 text-right font-semibold">{formatBytes(bytes)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot className="border-t border-line">
        <tr className="h-9">
          <th scope="row" className="text-left font-normal text-dim">
            Together
          </th>
          <td />
          <td className="text-right font-semibold">{formatBytes(sum)}</td>
        </tr>
        <tr className="h-7">
          <th scope="row" className="text-left font-normal text-dim">
            Free on this disk
          </th>
          <td />
          <td className="text-right font-semibold">{formatBytes(usage.free)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
