import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import type { Conversation, Recording } from '../../../contract/conversation.ts';
import { mediaUrl } from '../../api/client.ts';
import { formatClockTenths } from '../../format/times.ts';
import type { Clock } from '../../lanes/clock.ts';
import type { Span } from '../../lanes/types.ts';
import { IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { MixButton } from './mix-button.tsx';
import { SPEEDS, type Player, type Speed } from './player.ts';
import { nextTurnMs, previousTurnMs } from './positions.ts';
import { SelectionChip } from './selection-chip.tsx';
import { usePlayerState } from './use-player.ts';
import { togglePlay } from './use-player-shortcuts.ts';

interface PlayerBarProps {
  conversation: Conversation;
  player: Player;
  selection: Span | null;
  onSelect: (span: Span | null) => void;
  onPlaySelection: () => void;
  onExportSelection: () => void;
}

/** The player, always in sight at the foot of the page. */
export function PlayerBar(props: PlayerBarProps) {
  const { conversation, player, selection, onSelect } = props;
  const { turns, durationMs } = conversation;
  const { playing, speed, broken } = usePlayerState(player);
  const [kind, setKind] = useState<Recording['kind']>('local');
  const listenTo = (other: Recording['kind']) => {
    player.handOver();
    setKind(other);
  };
  const next = () => player.seek(nextTurnMs(turns, player.clock.ms) ?? durationMs);
  return (
    <section
      aria-label="Player"
      className="flex h-14 shrink-0 items-center gap-2 border-t border-line bg-panel px-4 min-[1820px]:rounded-t-card min-[1820px]:border-x"
    >
      {/* The transcript is beside it on the same page. */}
      <audio
        // Another sound is another element: it goes on where the one before was.
        key={kind}
        ref={player.attach}
        src={mediaUrl(conversation.id, { kind })}
        preload="metadata"
      />
      <IconButton
        label="Previous turn"
        shortcut="["
        onClick={() => player.seek(previousTurnMs(turns, player.clock.ms))}
      >
        <SkipBack aria-hidden />
      </IconButton>
      <IconButton
        label={playing ? 'Pause' : 'Play'}
        shortcut="space"
        variant="primary"
        size="md"
        className="rounded-full"
        disabled={broken}
        onClick={() => togglePlay(player, selection)}
      >
        {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
      </IconButton>
      <IconButton label="Next turn" shortcut="]" onClick={next}>
        <SkipForward aria-hidden />
      </IconButton>
      <span className="ml-1 w-32 text-sm whitespace-nowrap">
        <Position clock={player.clock} />
        <span className="text-dim"> / {formatClockTenths(durationMs)}</span>
      </span>
      <span className="flex min-w-0 flex-1 items-center gap-1">
        {broken && (
          <span role="alert" className="truncate text-bad">
            The recording can’t be played. Download it under Exports.
          </span>
        )}
        {selection && (
          <SelectionChip
            span={selection}
            onPlay={props.onPlaySelection}
            onExport={props.onExportSelection}
            onClear={() => onSelect(null)}
          />
        )}
      </span>
      <Select
        size="sm"
        label="Speed"
        className="w-24"
        value={String(speed)}
        options={SPEEDS.map((value) => ({ value: String(value), label: `${value}×` }))}
        onChange={(value) => player.setSpeed(Number(value) as Speed)}
      />
      <MixButton {...{ player, conversation, kind }} onKind={listenTo} />
    </section>
  );
}

/** Renders itself alone, ten times a second. */
function Position({ clock }: { clock: Clock }) {
  return useSyncExternalStore(clock.subscribe, () => formatClockTenths(clock.ms));
}
