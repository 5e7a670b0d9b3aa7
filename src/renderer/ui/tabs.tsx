import { clsx } from 'clsx';
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { formatCount } from '../format/numbers.ts';

export interface Tab<V extends string = string> {
  value: V;
  label: string;
  count?: number | undefined;
}

export interface TabsProps<V extends string> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  tabs: readonly Tab<V>[];
  /** At the right end of the row. */
  aside?: ReactNode;
  className?: string;
  /** One TabPanel per tab. */
  children: ReactNode;
}

/** Views of one thing. Arrow keys move between them. */
export function Tabs<V extends string>(props: TabsProps<V>) {
  const { label, value, onChange, tabs, aside, className, children } = props;
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onChange(next as V)}
      className={clsx('min-w-0', className)}
    >
      <div className="flex items-center gap-3 border-b border-line">
        <Radix.List aria-label={label} className="-mb-px flex min-w-0 flex-1 gap-1 overflow-x-auto">
          {tabs.map((tab) => (
            <Radix.Trigger
              key={tab.value}
              value={tab.value}
              className="flex h-10 items-center gap-1.5 border-b-2 border-transparent px-3 font-[550] whitespace-nowrap text-dim transition-colors hover:text-text focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-text"
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="text-xs font-normal text-faint">{formatCount(tab.count)}</span>
              )}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside}
      </div>
      {children}
    </Radix.Root>
  );
}

export interface TabPanelProps {
  value: string;
  className?: string;
  children: ReactNode;
}

/** What stands under a tab; in the page only while its tab is chosen. */
export function TabPanel({ value, className, children }: TabPanelProps) {
  return (
    <Radix.Content value={value} className={className}>
      {children}
    </Radix.Content>
  );
}
