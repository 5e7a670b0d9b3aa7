import { PanelRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Drawer } from '../../ui/drawer.tsx';

/** On small windows: the cards from the side of the page, behind a button. */
export function CardsDrawer({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label="Monitor and numbers" onClick={() => setOpen(true)} aria-expanded={open}>
        <PanelRight aria-hidden />
      </IconButton>
      <Drawer open={open} onOpenChange={setOpen} title="Monitor and numbers">
        {children}
      </Drawer>
    </>
  );
}
