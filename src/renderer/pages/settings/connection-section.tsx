import { FileKey2, Plus } from 'lucide-react';
import { useState } from 'react';
import type { NamedConnection, SettingsView } from '../../../contract/settings.ts';
import { useOverview } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ConnectionDeletion } from './connection-deletion.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';
import { ConnectionItem } from './connection-item.tsx';
import { connectionRows } from './connection-rows.ts';
import { EnvFileDialog } from './env-file-dialog.tsx';
import { ProtectionNote } from './keys-section.tsx';
import { useSave } from './use-save.ts';

type Asked =
  | { kind: 'add' }
  | { kind: 'import' }
  | { kind: 'edit'; connection: NamedConnection }
  | { kind: 'delete'; connection: NamedConnection };

/** Which LiveKit carries the sound. */
export function ConnectionSection({ view }: { view: SettingsView }) {
  const [asked, setAsked] = useState<Asked>();
  const { save, busy, error } = useSave(view);
  const running = useOverview().data?.running ?? 0;
  const use = (id: string) =>
    save({ connection: id === 'local' ? { kind: 'local' } : { kind: 'remote', id } });
  return (
    <>
      <Card title="Where conversations run">
        <ul aria-label="Connections" className="-mt-1 divide-y divide-line">
          {connectionRows(view).map((row) => (
            <ConnectionItem
              key={row.id}
              row={row}
              busy={busy}
              mayChange={running === 0}
              onUse={() => use(row.id)}
              onEdit={(connection) => setAsked({ kind: 'edit', connection })}
              onDelete={(connection) => setAsked({ kind: 'delete', connection })}
            />
          ))}
        </ul>
        {running > 0 && (
          <p className="mb-3 text-sm text-warn">
            A conversation is running. The connection can be changed when it has ended.
          </p>
        )}
        {error && <ErrorNote error={error} className="mb-3" />}
        <div className="flex flex-wrap items-center gap-2 border-t border-line pt-4">
          <Button icon={<Plus aria-hidden />} onClick={() => setAsked({ kind: 'add' })}>
            Add a connection
          </Button>
          <Button icon={<FileKey2 aria-hidden />} onClick={() => setAsked({ kind: 'import' })}>
            Import .env.local
          </Button>
        </div>
      </Card>
      <ProtectionNote view={view} />
      <Question view={view} asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}

interface QuestionProps {
  view: SettingsView;
  asked: Asked | undefined;
  onClose: () => void;
}

function Question({ view, asked, onClose }: QuestionProps) {
  if (!asked) return null;
  if (asked.kind === 'import') return <EnvFileDialog onClose={onClose} />;
  if (asked.kind === 'add') {
    return <ConnectionDialog view={view} edited={undefined} onClose={onClose} />;
  }
  if (asked.kind === 'edit') {
    return <ConnectionDialog view={view} edited={asked.connection} onClose={onClose} />;
  }
  return <ConnectionDeletion view={view} connection={asked.connection} onClose={onClose} />;
}
