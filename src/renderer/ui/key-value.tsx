import { clsx } from 'clsx';
import { Fragment, type ReactNode } from 'react';

export interface KeyValueProps {
  items: readonly (readonly [label: ReactNode, value: ReactNode])[];
  className?: string;
}

/** Facts as label and value. */
export function KeyValue({ items, className }: KeyValueProps) {
  return (
    <dl
      className={clsx('grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 text-sm', className)}
    >
      {items.map(([label, value], index) => (
        <Fragment key={index}>
          <dt className="text-dim">{label}</dt>
          <dd className="text-right font-semibold">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
