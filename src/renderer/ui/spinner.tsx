import { clsx } from 'clsx';
import { LoaderCircle } from 'lucide-react';

/** Work under way. With an empty label it is silent, for places that say themselves that they are busy. */
export function Spinner({ label = 'Loading', className }: { label?: string; className?: string }) {
  return (
    <span role={label ? 'status' : undefined} className={clsx('inline-flex', className)}>
      <LoaderCircle aria-hidden className="turning size-4" />
      {label && <span className="sr-only">{label}</span>}
    </span>
  );
}
