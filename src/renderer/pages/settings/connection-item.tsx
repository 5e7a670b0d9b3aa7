import { Cloud, FileTerminal, Laptop, Pencil, Trash2, type LucideIcon } from 'lucide-react';
import type { NamedConnection } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import type { ConnectionRow } from './connection-rows.ts';
import { TestLine } from './test-line.tsx';
import { useTest } from './use-test.ts';

interface ConnectionItemProps {
  row: ConnectionRow;
  /** A choice is being stored. */
  busy: boolean;
  /** Nothing runs that a change would disturb. */
  mayChange: boolean;
  onUse: () => void;
  onEdit: (connection: NamedConnection) => void;
  onDelete: (connection: NamedConnection) => void;
}

/** One connection: what it is, whether it works, and what can be done with it. */
export function ConnectionItem(props: ConnectionItemProps) {
  const { row, busy, mayChange, onUse, onEdit, onDelete } = props;
  const { id, name, detail, missing, inUse, named } = row;
  // What was tested with another address was another connection.
  const test = useTest(`connection ${id} ${detail}`, () => studio.testConnection(row.test));
  const Icon = iconOf(row);
  return (
    <li aria-label={name} aria-current={inUse || undefined} className="grid gap-3 py-4">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <Icon
          aria-hidden
          className={
            inUse ? 'mt-1 size-4.5 shrink-0 text-accent' : 'mt-1 size-4.5 shrink-0 text-faint'
          }
        />
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-[550] break-words">{name}</span>
            {missing && <Badge tone="warn">needs {missing}</Badge>}
          </p>
          <p className="max-w-measure text-sm break-words text-dim">{detail}</p>
        </div>
        <div className="flex items-center gap-1">
          {named && (
            <>
              <IconButton label={`Edit ${name}`} onClick={() => onEdit(named)}>
                <Pencil aria-hidden />
              </IconButton>
              <IconButton
                label={`Delete ${name}`}
                disabled={inUse && !mayChange}
                onClick={() => onDelete(named)}
              >
                <Trash2 aria-hidden />
              </IconButton>
            </>
          )}
          {inUse ? (
            <Badge tone="ok" className="mx-2">
              in use
            </Badge>
          ) : (
            <Button
              size="sm"
              aria-label={`Use ${name}`}
              disabled={busy || !mayChange || missing !== undefined}
              onClick={onUse}
            >
              Use
            </Button>
          )}
        </div>
      </div>
      <div className="pl-7.5">
        <TestLine label="Test" name={`Test ${name}`} test={test} />
      </div>
    </li>
  );
}

function iconOf({ id, named }: ConnectionRow): LucideIcon {
  if (id === 'local') return Laptop;
  return named ? Cloud : FileTerminal;
}
