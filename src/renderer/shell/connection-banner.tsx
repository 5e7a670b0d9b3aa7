import { useConnection } from '../api/connection.ts';
import { Spinner } from '../ui/spinner.tsx';

const TEXTS = {
  lost: {
    what: 'The connection to Duologue is lost.',
    next: 'Trying again. What runs goes on.',
  },
  expired: {
    what: 'Duologue was started again.',
    next: 'Press Enter in its terminal for a new link, and open it.',
  },
};

/** Says that the host doesn't answer. It lies over the top bar: nothing moves for it. */
export function ConnectionBanner() {
  const state = useConnection();
  const told = state === 'lost' || state === 'expired' ? TEXTS[state] : undefined;
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-2 z-[60] flex justify-center"
    >
      {told && (
        <p className="appear-late flex min-h-9 items-center gap-2.5 rounded-control border border-line-strong bg-float px-4 py-1.5">
          <Spinner label="" className="text-warn" />
          <span>
            <b className="font-semibold">{told.what}</b>{' '}
            <span className="text-dim">{told.next}</span>
          </span>
        </p>
      )}
    </div>
  );
}
