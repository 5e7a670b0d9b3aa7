import { clsx } from 'clsx';
import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { useId, type ReactNode } from 'react';

export interface CheckboxProps {
  label: ReactNode;
  checked: boolean | 'indeterminate';
  onChange: (checked: boolean) => void;
  /** The label is for screen readers only. */
  hideLabel?: boolean;
  disabled?: boolean;
  className?: string;
}

/** One thing that is chosen or not. */
export function Checkbox(props: CheckboxProps) {
  const { label, checked, onChange, hideLabel = false, disabled, className } = props;
  const id = useId();
  return (
    <span className={clsx('inline-flex min-h-8 min-w-8 items-center gap-2.5', className)}>
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        disabled={disabled ?? false}
        className={clsx(
          'relative grid size-4.5 shrink-0 place-items-center rounded-mark border border-edge transition-colors after:absolute after:-inset-2 disabled:opacity-50',
          'data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent',
          hideLabel && 'mx-auto',
        )}
      >
        <Radix.Indicator className="text-on-accent [&_svg]:size-3.5">
          {checked === 'indeterminate' ? (
            <Minus aria-hidden strokeWidth={3} />
          ) : (
            <Check aria-hidden strokeWidth={3} />
          )}
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className={clsx(hideLabel && 'sr-only')}>
        {label}
      </label>
    </span>
  );
}
