import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { announce } from '../shell/announcer.tsx';
import { openPalette } from '../shell/palette-store.ts';
import { Kbd } from './kbd.tsx';
import { Tooltip } from './tooltip.tsx';

export interface PageProps {
  /** The page's name, in the top bar and in the window's title. */
  title: string;
  /** In place of the name in the top bar: for one that is changed where it stands. */
  heading?: ReactNode;
  subtitle?: ReactNode;
  /** At the right of the top bar. */
  actions?: ReactNode;
  /** A second bar, for search and filters. */
  toolbar?: ReactNode;
  /** The page scrolls in parts of its own (a virtual list, a transcript): it gets the exact height, no padding. */
  fill?: boolean;
  /** Of the content. */
  className?: string;
  children: ReactNode;
}

/** Whether somebody has pressed a key or a button since the studio was loaded. */
let somethingWasPressed = false;
for (const kind of ['keydown', 'pointerdown']) {
  const press = () => (somethingWasPressed = true);
  window.addEventListener(kind, press, { capture: true, once: true });
}

/** A page: the window's title, the top bar and the main landmark. Its content stops growing at 1,600 px. */
export function Page(props: PageProps) {
  const { title, heading, subtitle, actions, toolbar, fill = false, className, children } = props;
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = title ? `${title} · Duologue` : 'Duologue';
    announce(title);
  }, [title]);
  useEffect(() => {
    // Whoever pressed something that is gone with the page before starts at the top of this one. Whoever has
    // just come begins from above, as on any page of the web.
    if (document.activeElement === document.body && somethingWasPressed)
      main.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-(--topbar) shrink-0 items-center gap-3 border-b border-line pr-4 pl-5">
        <div className="flex min-w-0 flex-1 items-baseline gap-3">
          {heading}
          <h1
            className={clsx(
              heading && 'sr-only',
              'max-w-full shrink-0 truncate text-base font-semibold',
            )}
          >
            {title}
          </h1>
          {subtitle && <div className="min-w-0 truncate text-dim">{subtitle}</div>}
        </div>
        {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
        <PaletteButton />
      </header>
      <main id="main" ref={main} tabIndex={-1} className="flex min-h-0 flex-1 flex-col">
        {toolbar && (
          <div className="shrink-0 border-b border-line px-5 py-2">
            <div className="mx-auto flex max-w-content flex-wrap items-center gap-2">{toolbar}</div>
          </div>
        )}
        <div
          className={clsx(
            'min-h-0 flex-1',
            fill ? 'flex flex-col' : 'overflow-y-auto [scrollbar-gutter:stable]',
          )}
        >
          <div
            className={clsx(
              'mx-auto w-full max-w-content',
              fill ? 'flex min-h-0 flex-1 flex-col' : 'p-5',
              className,
            )}
          >
            {children}
          </div>
        </div>
      </main>
    </div>
  );
}

function PaletteButton() {
  return (
    <Tooltip content="Search and commands">
      <button
        type="button"
        aria-label="Search and commands"
        onClick={openPalette}
        className="flex h-8 shrink-0 items-center gap-1.5 rounded-control px-1.5 text-dim hover:bg-raise hover:text-text"
      >
        <Search aria-hidden className="size-4" />
        <Kbd keys="mod+k" className="max-lg:hidden" />
      </button>
    </Tooltip>
  );
}
