import { Plus } from 'lucide-react';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/input.tsx';
import { ListFrame } from './list-frame.tsx';
import { movesRow, RowButtons } from './row-buttons.tsx';
import { rowOfValue } from './rows.ts';
import { useRows } from './use-rows.ts';

interface TextListProps {
  label: string;
  hint?: ReactNode;
  /** What a row is called: "fact". */
  noun: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
  placeholder?: string;
  /** Before each row: a number or a tick. */
  mark?: ReactNode;
  /** About the list, and about single values. */
  error?: string | undefined;
  errorOf?: (nth: number) => string | undefined;
}

const isBlank = (text: string) => text.trim() === '';

/** A list of short texts. Enter adds a row, Alt with an arrow moves one, Backspace in an empty one takes it away. */
export function TextList(props: TextListProps) {
  const { label, noun, value, onChange, placeholder, mark, errorOf } = props;
  const rows = useRows({ value, onChange, isBlank, blank: () => '' });
  const id = useId();
  const onKeyDown = (event: KeyboardEvent, index: number, text: string) => {
    if (movesRow(event, rows, index)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      rows.add(index);
    } else if (event.key === 'Backspace' && text === '') {
      event.preventDefault();
      rows.remove(index);
    }
  };
  const problems = new Map(
    value.flatMap((_, nth) => {
      const problem = errorOf?.(nth);
      return problem ? [[rowOfValue(rows.rows, nth, isBlank), problem] as const] : [];
    }),
  );
  return (
    <ListFrame label={label} hint={props.hint} error={props.error} said={rows.said}>
      {rows.rows.length > 0 && (
        <ol className="grid gap-1">
          {rows.rows.map(({ key, value: text }, index) => (
            <li key={key} className="flex items-start gap-2">
              <span aria-hidden className="grid h-9 w-4 shrink-0 place-items-center text-faint">
                {mark ?? index + 1}
              </span>
              <span className="grid min-w-0 flex-1 gap-1">
                <TextArea
                  ref={rows.focusRef(key)}
                  aria-label={`${label}, ${noun} ${String(index + 1)}`}
                  aria-invalid={problems.has(index)}
                  aria-describedby={problems.has(index) ? `${id}-${String(key)}` : undefined}
                  rows={1}
                  autoGrow
                  value={text}
                  placeholder={placeholder}
                  onChange={(event) => rows.replace(index, event.target.value.replace(/\n/g, ' '))}
                  onKeyDown={(event) => onKeyDown(event, index, text)}
                  className="!min-h-9 !py-[0.4375rem]"
                />
                {problems.has(index) && (
                  <span id={`${id}-${String(key)}`} className="text-xs text-bad">
                    {problems.get(index)}
                  </span>
                )}
              </span>
              <RowButtons rows={rows} index={index} noun={noun} />
            </li>
          ))}
        </ol>
      )}
      <Button
        size="sm"
        icon={<Plus aria-hidden />}
        onClick={() => rows.add()}
        className="justify-self-start"
      >
        Add a {noun}
      </Button>
    </ListFrame>
  );
}
