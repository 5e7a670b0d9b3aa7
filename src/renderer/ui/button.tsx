import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-hover',
  secondary: 'bg-panel text-text border-line-strong hover:bg-raise active:bg-line',
  quiet: 'bg-transparent text-dim border-transparent hover:bg-raise hover:text-text active:bg-line',
  danger: 'bg-panel text-bad border-line-strong hover:bg-bad-soft active:bg-line',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-8 px-2.5 text-sm gap-1.5',
  md: 'h-9 px-3 text-base gap-2',
  lg: 'h-12 px-6 text-lg gap-2.5',
};

const squares: Record<ButtonSize, string> = { sm: 'size-8', md: 'size-9', lg: 'size-12' };

const common =
  'relative inline-flex shrink-0 items-center justify-center rounded-control border font-[550] ' +
  'whitespace-nowrap transition-colors active:opacity-85 ' +
  'disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 ' +
  "[&_svg:not([class*='size-'])]:size-4 [&_svg]:shrink-0";

/** The classes of a button, for elements that have to look like one. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md'): string {
  return clsx(common, variants[variant], sizes[size]);
}

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Work is under way: a spinner in place of the words (the width stays), no second press. */
  busy?: boolean;
}

/** A button. Its width doesn't change while it is busy. */
export function Button(props: ButtonProps) {
  const { variant, size, icon, busy = false, className, children, onClick, ...rest } = props;
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      // A busy button keeps the focus: it is refused, not disabled.
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={clsx(buttonClass(variant, size), className)}
      {...rest}
    >
      <span className={clsx('inline-flex items-center gap-[inherit]', busy && 'invisible')}>
        {icon}
        {children}
      </span>
      {busy && <Spinner label="" className="absolute" />}
      {/* Hidden words would leave the button without a name. */}
      {busy && <span className="sr-only">{children}</span>}
    </button>
  );
}

export interface ButtonLinkProps extends ComponentProps<'a'> {
  href: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** A file or an outside page: a plain link, not a page of the studio. */
  external?: boolean;
}

/** A link that looks like a button. Inside the studio it changes the page without a reload. */
export function ButtonLink(props: ButtonLinkProps) {
  const { variant, size, icon, external = false, className, children, ...rest } = props;
  const classes = clsx(buttonClass(variant, size), className);
  if (external) {
    return (
      <a className={classes} {...rest}>
        {icon}
        {children}
      </a>
    );
  }
  return (
    <Link className={classes} {...rest}>
      {icon}
      {children}
    </Link>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'icon'> {
  /** What it does: the name for screen readers, and the tooltip. */
  label: string;
  /** Shown in the tooltip, for example `mod+k`. */
  shortcut?: string;
}

/** A square button with an icon as its child. */
export function IconButton(props: IconButtonProps) {
  const { label, shortcut, variant = 'quiet', size = 'sm', busy = false } = props;
  const { className, children, onClick, ...rest } = omitLook(props);
  return (
    <Tooltip content={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        aria-busy={busy || undefined}
        aria-disabled={busy || undefined}
        onClick={busy ? (event) => event.preventDefault() : onClick}
        className={clsx(common, variants[variant], squares[size], className)}
        {...rest}
      >
        {busy ? <Spinner label="" /> : children}
      </button>
    </Tooltip>
  );
}

function omitLook(props: IconButtonProps) {
  const { label: _l, shortcut: _s, variant: _v, size: _z, busy: _b, ...rest } = props;
  return rest;
}
