import { Plus, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { PerSide } from '../../../contract/side.ts';
import { movesRow, RowButtons } from '../../documents/row-buttons.tsx';
import type { Rows } from '../../documents/use-rows.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextArea } from '../../ui/input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { withMoreWordings, withoutWording, withWording, type ScriptRow } from './script-rows.ts';

const MOST_WORDINGS = 12;

interface ScriptLineProps {
  rows: Rows<ScriptRow>;
  index: number;
  names: PerSide<string>;
  problem: string | undefined;
}

/** One line of the script: who says it, in which wordings, and whether the side hangs up after it. */
export function ScriptLine({ rows, index, names, problem }: ScriptLineProps) {
  const entry = rows.rows[index];
  if (!entry) return null;
  const { key, value: row } = entry;
  const replace = (next: ScriptRow) => rows.replace(index, next);
  const onKeyDown = (event: KeyboardEvent) => {
    if (movesRow(event, rows, index) || event.key !== 'Enter') return;
    event.preventDefault();
    rows.add(index);
  };
  const number = String(index + 1);
  return (
    <li className="grid gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span aria-hidden className="w-5 text-right text-sm text-faint">
          {number}
        </span>
        <Segmented
          size="sm"
          label={`Line ${number} is said by`}
          value={row.side}
          onChange={(side) => replace({ ...row, side })}
          options={[
            { value: 'a', label: firstOf(names.a) },
            { value: 'b', label: firstOf(names.b) },
          ]}
        />
        <Checkbox
          label="hangs up after it"
          checked={row.hangUp}
          onChange={(hangUp) => replace({ ...row, hangUp })}
          className="text-sm text-dim"
        />
        <span className="ml-auto">
          <RowButtons rows={rows} index={index} noun="line" />
        </span>
      </div>
      <div className="grid gap-1 pl-9">
        {row.wordings.map((wording, at) => (
          <div key={at} className="flex items-start gap-1">
            <TextArea
              ref={at === 0 ? rows.focusRef(key) : undefined}
              aria-label={`Line ${number}, wording ${String(at + 1)}`}
              aria-invalid={problem !== undefined}
              rows={1}
              autoGrow
              value={wording}
              placeholder={
                at === 0 ? 'Hello, this is {{self.first}}.' : 'The same, said differently'
              }
              onChange={(event) =>
                replace(withWording(row, at, event.target.value.replace(/\n/g, ' ')))
              }
              onKeyDown={onKeyDown}
              className="!min-h-9 !py-[0.4375rem]"
            />
            {row.wordings.length > 1 && (
              <IconButton
                label={`Remove wording ${String(at + 1)} of line ${number}`}
                onClick={() => replace(withoutWording(row, at))}
              >
                <X aria-hidden />
              </IconButton>
            )}
          </div>
        ))}
        {problem && <p className="text-xs text-bad">{problem}</p>}
        {row.wordings.length < MOST_WORDINGS && (
          <Button
            size="sm"
            variant="quiet"
            icon={<Plus aria-hidden />}
            onClick={() => replace(withMoreWordings(row))}
            aria-label={`Another wording of line ${number}`}
            className="justify-self-start"
          >
            Or said differently
          </Button>
        )}
      </div>
    </li>
  );
}

function firstOf(name: string): string {
  return name.split(' ')[0] ?? name;
}
