import type { Turn } from '../../../contract/conversation.ts';
import type { Span } from '../../lanes/types.ts';
import { useShortcuts } from '../../shell/shortcuts.ts';
import { SPEEDS, type Player } from './player.ts';
import { nextTurnMs, previousTurnMs, wordMs } from './positions.ts';

interface Options {
  player: Player;
  turns: readonly Turn[];
  durationMs: number;
  /** What is played alone, when something is selected. */
  selection: Span | null;
  onSelect: (span: Span | null) => void;
  /** Selects a turn more, or a turn less. */
  onStep: (step: 1 | -1) => void;
  enabled: boolean;
}

/** Plays or pauses; a selection alone, when there is one. */
export function togglePlay(player: Player, selection: Span | null): void {
  if (player.getState().playing) player.pause();
  else void player.play(selection ?? undefined);
}

/** The keys of tape machines and editors. */
export function usePlayerShortcuts(options: Options): void {
  const { player, turns, durationMs, selection, onSelect, onStep, enabled } = options;
  const by = (ms: number) => () => player.seek(Math.min(player.clock.ms + ms, durationMs));
  const to = (ms: number | undefined) => {
    if (ms !== undefined) player.seek(ms);
  };
  const faster = (step: 1 | -1) => () => {
    const speed = SPEEDS[SPEEDS.indexOf(player.getState().speed) + step];
    if (speed) player.setSpeed(speed);
  };
  const toggle = () => togglePlay(player, selection);
  const keys = [
    { keys: 'space', label: 'Play or pause', run: toggle },
    { keys: 'k', label: 'Play or pause', run: toggle },
    { keys: 'arrowleft', label: 'Back 5 s', run: by(-5000) },
    { keys: 'arrowright', label: 'On 5 s', run: by(5000) },
    { keys: 'j', label: 'Back 10 s', run: by(-10_000) },
    { keys: 'l', label: 'On 10 s', run: by(10_000) },
    { keys: '[', label: 'Previous turn', run: () => to(previousTurnMs(turns, player.clock.ms)) },
    { keys: ']', label: 'Next turn', run: () => to(nextTurnMs(turns, player.clock.ms)) },
    {
      keys: 'shift+arrowleft',
      label: 'Previous word',
      run: () => to(wordMs(turns, player.clock.ms, -1)),
    },
    {
      keys: 'shift+arrowright',
      label: 'Next word',
      run: () => to(wordMs(turns, player.clock.ms, 1)),
    },
    { keys: '<', label: 'Slower', run: faster(-1) },
    { keys: '>', label: 'Faster', run: faster(1) },
  ];
  useShortcuts('Player', [
    ...keys.map((key) => ({ ...key, enabled })),
    { keys: 'shift+arrowdown', label: 'Select turns, downwards', run: () => onStep(1) },
    { keys: 'shift+arrowup', label: 'Select turns, upwards', run: () => onStep(-1) },
    {
      ...{ keys: 'escape', label: 'Select nothing', run: () => onSelect(null) },
      enabled: selection !== null,
    },
  ]);
}
