import { clsx } from 'clsx';
import { useId, type ComponentProps, type ReactNode } from 'react';

export interface CardProps extends Omit<ComponentProps<'section'>, 'title'> {
  title?: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  /** Space around the content; true. A table or list brings its own. */
  padded?: boolean;
}

/** A panel with a hairline. With a title it is a named region. */
export function Card({ title, actions, padded = true, className, children, ...rest }: CardProps) {
  const id = useId();
  const head = title !== undefined || actions !== undefined;
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={clsx('min-w-0 rounded-card border border-line bg-panel', className)}
      {...rest}
    >
      {head && (
        <header className="flex min-h-8 items-center justify-between gap-3 px-4 pt-2">
          <h2 id={id} className="truncate text-xs font-[550] text-dim">
            {title}
          </h2>
          {actions && <div className="-mr-2 flex items-center gap-1">{actions}</div>}
        </header>
      )}
      {padded ? (
        <div className={clsx('px-4 pb-4', head ? 'pt-1.5' : 'pt-4')}>{children}</div>
      ) : (
        children
      )}
    </section>
  );
}
