import { Slider as Radix } from 'radix-ui';
import { useRef, useState } from 'react';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Switch } from '../ui/switch.tsx';
import type { FormPartProps } from './fold-props.ts';
import { bordersOf, PARTS, sharesOfBorders, withShare, type Part, type Shares } from './shares.ts';

const partWords: Record<Part, string> = { train: 'Training', valid: 'Validation', test: 'Test' };
const tones: Record<Part, string> = {
  train: 'bg-accent',
  valid: 'bg-edge',
  test: 'bg-line-strong',
};
const thumbs = ['Border between training and validation', 'Border between validation and test'];

/** Three shares that always add up to 100 %: by two borders on a line, or by numbers. */
export function SplitFields(props: Pick<FormPartProps, 'form' | 'problems' | 'onChange'>) {
  const { form, problems, onChange } = props;
  const { shares, keepPairs } = form;
  const set = (next: Shares) => onChange({ shares: next });
  return (
    <div className="grid gap-3">
      <Borders shares={shares} onChange={set} />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {PARTS.map((part) => (
          <ShareInput key={part} part={part} shares={shares} onChange={set} />
        ))}
        <Field label="Seed" error={problems.splitSeed}>
          <Input
            inputMode="numeric"
            value={form.splitSeed}
            onChange={(event) => onChange({ splitSeed: event.target.value })}
          />
        </Field>
      </div>
      <Switch
        label="Never split a persona pair"
        hint="All conversations of the same two personas go to the same part, so that no voice of the test was trained on with this partner."
        checked={keepPairs}
        onChange={(on) => onChange({ keepPairs: on })}
      />
    </div>
  );
}

interface SharesProps {
  shares: Shares;
  onChange: (shares: Shares) => void;
}

function Borders({ shares, onChange }: SharesProps) {
  return (
    <Radix.Root
      aria-label="Shares"
      value={bordersOf(shares)}
      min={0}
      max={100}
      step={1}
      onValueChange={([one = 0, other = 100]) => onChange(sharesOfBorders(one, other))}
      className="relative flex h-8 touch-none items-center"
    >
      <Radix.Track className="flex h-2 grow gap-px overflow-hidden rounded-full">
        {PARTS.map((part) => (
          <span key={part} className={tones[part]} style={{ width: `${shares[part]}%` }} />
        ))}
      </Radix.Track>
      {thumbs.map((label) => (
        <Radix.Thumb
          key={label}
          aria-label={label}
          aria-valuetext={sharesInWords(shares)}
          className="relative block size-4 rounded-full border-2 border-accent bg-panel after:absolute after:-inset-2 hover:bg-raise"
        />
      ))}
    </Radix.Root>
  );
}

function ShareInput({ part, shares, onChange }: SharesProps & { part: Part }) {
  const [text, setText] = useState<string>();
  // While one types, "8" on the way to "85" must not eat what the other parts have.
  const before = useRef(shares);
  const write = (next: string) => {
    setText(next);
    const value = Number(next);
    if (/^\d{1,3}$/.test(next.trim()) && value <= 100)
      onChange(withShare(before.current, part, value));
  };
  return (
    <Field
      label={
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className={`size-2 rounded-full ${tones[part]}`} />
          {partWords[part]}, %
        </span>
      }
    >
      <Input
        inputMode="numeric"
        value={text ?? String(shares[part])}
        onFocus={() => {
          before.current = shares;
        }}
        onBlur={() => setText(undefined)}
        onChange={(event) => write(event.target.value)}
      />
    </Field>
  );
}

function sharesInWords(shares: Shares): string {
  return PARTS.map((part) => `${partWords[part]} ${shares[part]} %`).join(', ');
}
