import { clsx } from 'clsx';
import { DropdownMenu as Radix } from 'radix-ui';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import { floatClass } from './popover.tsx';

export interface MenuItem {
  label: ReactNode;
  icon?: ReactNode;
  /** Only shown; bind it with useShortcuts. */
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  /** One button that opens it. */
  trigger: ReactElement;
  /** The name for screen readers. */
  label: string;
  items: readonly (MenuItem | 'separator')[];
  align?: 'start' | 'center' | 'end';
}

/** Actions behind a button. */
export function Menu({ trigger, label, items, align = 'end' }: MenuProps) {
  return (
    // Not modal: the page behind it stays as it is, and scrolls.
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          loop
          className={clsx(
            floatClass,
            'max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto p-1',
          )}
        >
          {items.map((item, index) => (
            <Fragment key={index}>
              {item === 'separator' ? (
                <Radix.Separator className="mx-1 my-1 h-px bg-line" />
              ) : (
                <MenuRow item={item} />
              )}
            </Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function MenuRow({ item }: { item: MenuItem }) {
  return (
    <Radix.Item
      disabled={item.disabled ?? false}
      onSelect={item.onSelect}
      className={clsx(
        'flex min-h-8 items-center gap-2.5 rounded-control px-2.5 py-1.5 outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-lit [&_svg]:size-4 [&_svg]:shrink-0',
        item.danger && 'text-bad',
      )}
    >
      {item.icon}
      <span className="flex-1">{item.label}</span>
      {item.shortcut && <Kbd keys={item.shortcut} className="ml-4" />}
    </Radix.Item>
  );
}
