import { Download, Repeat2, X } from 'lucide-react';
import { formatClockTenths, formatSeconds } from '../../format/times.ts';
import type { Span } from '../../lanes/types.ts';
import { Button, IconButton } from '../../ui/button.tsx';

interface SelectionChipProps {
  span: Span;
  onPlay: () => void;
  onExport: () => void;
  onClear: () => void;
}

/** The selected stretch in the player: played over and over, exported, dropped. */
export function SelectionChip({ span, onPlay, onExport, onClear }: SelectionChipProps) {
  return (
    <span className="flex min-w-0 items-center rounded-control border border-line-strong">
      <Button
        size="sm"
        variant="quiet"
        className="min-w-0 border-0"
        icon={<Repeat2 aria-hidden />}
        aria-label="Play the selection"
        onClick={onPlay}
      >
        <span className="truncate max-lg:hidden">
          {formatClockTenths(span.fromMs)} – {formatClockTenths(span.toMs)},{' '}
        </span>
        {formatSeconds(span.toMs - span.fromMs)}
      </Button>
      <IconButton label="Export the selection" onClick={onExport}>
        <Download aria-hidden />
      </IconButton>
      <IconButton label="Select nothing" shortcut="escape" onClick={onClear}>
        <X aria-hidden />
      </IconButton>
    </span>
  );
}
