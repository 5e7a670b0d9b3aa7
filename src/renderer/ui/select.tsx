import { clsx } from 'clsx';
import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { useFieldLabel } from './field-context.ts';
import type { Option } from './option.ts';
import { floatClass } from './popover.tsx';

export interface SelectProps<V extends string> {
  /** The name for screen readers; inside a field, the field's label is it. */
  label: string;
  /** Empty: nothing chosen yet. */
  value: V | '';
  onChange: (value: V) => void;
  options: readonly Option<V>[];
  placeholder?: string;
  size?: 'sm' | 'md';
  disabled?: boolean;
  className?: string;
}

/** One of a few. For many, or where one searches, use Combobox. */
export function Select<V extends string>(props: SelectProps<V>) {
  const { label, value, onChange, options, placeholder, size = 'md', disabled, className } = props;
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onChange(next as V)}
      disabled={disabled ?? false}
    >
      <Radix.Trigger
        {...useFieldLabel(label)}
        className={clsx(
          'inline-flex min-w-0 items-center justify-between gap-2 rounded-control border border-line-strong bg-panel text-left transition-colors',
          'hover:border-edge disabled:opacity-60 data-[placeholder]:text-faint',
          size === 'sm' ? 'h-8 px-2.5 text-sm' : 'h-9 px-3 text-base',
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder ?? 'Choose…'} />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={6}
          collisionPadding={12}
          className={clsx(
            floatClass,
            'max-h-(--radix-select-content-available-height) max-w-[calc(100vw-1.5rem)] min-w-(--radix-select-trigger-width) overflow-hidden',
          )}
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <SelectItem key={option.value} option={option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function SelectItem({ option }: { option: Option }) {
  return (
    <Radix.Item
      value={option.value}
      disabled={option.disabled ?? false}
      className="flex min-h-8 items-center gap-2.5 rounded-control py-1.5 pr-3 pl-2 outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-lit [&_svg]:size-4"
    >
      <Radix.ItemIndicator className="w-4 shrink-0">
        <Check aria-hidden />
      </Radix.ItemIndicator>
      <span className="w-4 shrink-0 [[data-state=checked]>&]:hidden" aria-hidden />
      <span className="min-w-0">
        <Radix.ItemText>
          <span className="inline-flex items-center gap-2">
            {option.icon}
            {option.label}
          </span>
        </Radix.ItemText>
        {option.hint && <span className="block text-xs text-dim">{option.hint}</span>}
      </span>
    </Radix.Item>
  );
}
