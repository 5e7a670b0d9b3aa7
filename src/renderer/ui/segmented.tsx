import { clsx } from 'clsx';
import { RadioGroup } from 'radix-ui';
import { useFieldLabel } from './field-context.ts';
import type { Option } from './option.ts';

export interface SegmentedProps<V extends string> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly Option<V>[];
  size?: 'sm' | 'md';
  disabled?: boolean;
  className?: string;
}

/** One of two to five, all in sight. Arrow keys move. */
export function Segmented<V extends string>(props: SegmentedProps<V>) {
  const { label, value, onChange, options, size = 'md', disabled, className } = props;
  return (
    <RadioGroup.Root
      {...useFieldLabel(label)}
      value={value}
      onValueChange={(next) => onChange(next as V)}
      orientation="horizontal"
      disabled={disabled ?? false}
      className={clsx(
        'inline-flex w-fit max-w-full rounded-control border border-line-strong bg-panel p-px',
        className,
      )}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled ?? false}
          title={option.hint}
          className={clsx(
            'inline-flex min-w-8 items-center justify-center gap-1.5 rounded-[0.4rem] px-3 whitespace-nowrap text-dim transition-colors hover:text-text',
            'disabled:opacity-50 data-[state=checked]:bg-raise data-[state=checked]:font-[550] data-[state=checked]:text-text [&_svg]:size-4',
            size === 'sm' ? 'h-8 text-sm' : 'h-[2.125rem] text-base',
          )}
        >
          {option.icon}
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
