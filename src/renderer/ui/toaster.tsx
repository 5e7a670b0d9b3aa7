import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { Toaster as Sonner } from 'sonner';
import { buttonClass } from './button.tsx';

/** The corner where toasts appear. Mounted once. */
export function Toaster({ theme }: { theme: 'light' | 'dark' }) {
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      offset={16}
      gap={8}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-ok" />,
        warning: <TriangleAlert aria-hidden className="size-4 text-warn" />,
        error: <CircleAlert aria-hidden className="size-4 text-bad" />,
      }}
      closeButton
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-2.5 rounded-card border border-line-strong bg-float py-1.5 pr-10 pl-4 text-text min-h-12 focus-visible:outline-2!',
          content: 'min-w-0 flex-1 py-1',
          title: 'font-[550] break-words',
          description: 'text-xs break-words text-dim',
          actionButton: buttonClass('secondary', 'sm'),
          closeButton:
            'absolute top-2 right-1.5 grid size-8 place-items-center rounded-control border-0 bg-transparent text-dim hover:bg-raise hover:text-text [&_svg]:size-3.5',
        },
      }}
    />
  );
}
