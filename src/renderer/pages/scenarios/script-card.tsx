import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import type { RehearsalLine, Scenario } from '../../../contract/scenario.ts';
import type { PerSide } from '../../../contract/side.ts';
import { ListFrame } from '../../documents/list-frame.tsx';
import { rowOfValue } from '../../documents/rows.ts';
import { useRows } from '../../documents/use-rows.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ScriptLine } from './script-line.tsx';
import { isBlankRow, lineOf, rowAfter, rowOf, type ScriptRow } from './script-rows.ts';

interface ScriptCardProps {
  form: UseFormReturn<Scenario>;
  names: PerSide<string>;
}

/** The script that rehearsal plays, if there is one. */
export function ScriptCard({ form, names }: ScriptCardProps) {
  return (
    <Card title="Rehearsal script">
      <Controller
        control={form.control}
        name="rehearsal"
        render={({ field, formState }) => (
          <Script
            lines={field.value?.lines}
            onChange={(lines) => field.onChange(lines.length > 0 ? { lines } : undefined)}
            names={names}
            errors={formState.errors.rehearsal?.lines}
          />
        )}
      />
    </Card>
  );
}

interface LineErrors {
  message?: string | undefined;
  root?: { message?: string | undefined } | undefined;
  [nth: number]: { say?: { message?: string | undefined } } | undefined;
}

interface ScriptProps {
  lines: readonly RehearsalLine[] | undefined;
  onChange: (lines: RehearsalLine[]) => void;
  names: PerSide<string>;
  errors: unknown;
}

function Script({ lines, onChange, names, errors }: ScriptProps) {
  const value = useMemo(() => (lines ?? []).map(rowOf), [lines]);
  const rows = useRows<ScriptRow>({
    value,
    onChange: (changed) => onChange(changed.map(lineOf)),
    isBlank: isBlankRow,
    blank: rowAfter,
  });
  const problems = errors as LineErrors | undefined;
  const problemOf = (index: number) => {
    const nth = value.findIndex((_, at) => rowOfValue(rows.rows, at, isBlankRow) === index);
    return problems?.[nth]?.say?.message;
  };
  return (
    <ListFrame
      label={rows.rows.length > 0 ? `${String(rows.rows.length)} lines` : 'No script'}
      hint={
        <>
          Rehearsal runs without a language model. With a script it plays these lines in this order;
          where a line has several wordings, the seed chooses one. Without a script it makes up
          simple lines from goals and facts. Real models never see it. In a line,{' '}
          <code className="font-mono text-text">{'{{self.first}}'}</code>,{' '}
          <code className="font-mono text-text">{'{{other.first}}'}</code>,{' '}
          <code className="font-mono text-text">{'{{self.name}}'}</code> and{' '}
          <code className="font-mono text-text">{'{{other.name}}'}</code> stand for the names.
        </>
      }
      error={problems?.root?.message ?? problems?.message}
      said={rows.said}
    >
      {rows.rows.length > 0 && (
        <ol className="grid divide-y divide-line">
          {rows.rows.map((row, index) => (
            <ScriptLine
              key={row.key}
              rows={rows}
              index={index}
              names={names}
              problem={problemOf(index)}
            />
          ))}
        </ol>
      )}
      <Button
        size="sm"
        icon={<Plus aria-hidden />}
        onClick={() => rows.add()}
        className="justify-self-start"
      >
        {rows.rows.length > 0 ? 'Add a line' : 'Write a script'}
      </Button>
    </ListFrame>
  );
}
