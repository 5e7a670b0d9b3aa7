import { useMemo, useState } from 'react';
import type { Turn } from '../../../contract/conversation.ts';
import type { Span } from '../../lanes/types.ts';
import { spanOf, withNextTurn, withTurn, type Selected } from './clip-selection.ts';
import type { Player } from './player.ts';
import { turnIndexAt } from './positions.ts';

export interface Selecting {
  selected: Selected | null;
  /** The same as a stretch of the recording. */
  selection: Span | null;
  onSpan: (span: Span | null) => void;
  /** This turn alone; with `extend` all from where selecting began, or from the one at the position. */
  onSelectTurn: (index: number, extend: boolean) => void;
  /** One turn more or less, by keys. */
  step: (step: 1 | -1) => void;
}

/** What is selected on the page, by turns or by time. */
export function useSelected(turns: readonly Turn[], player: Player): Selecting {
  const [selected, setSelected] = useState<Selected | null>(null);
  const selection = useMemo(() => spanOf(selected, turns), [selected, turns]);
  const current = () => Math.max(0, turnIndexAt(turns, player.clock.ms));
  return {
    selected,
    selection,
    onSpan: (span) => setSelected(span && { kind: 'time', span }),
    onSelectTurn: (index, extend) =>
      setSelected((before) => {
        if (!extend || before?.kind === 'turns') return withTurn(before, index, extend);
        return { kind: 'turns', anchor: current(), head: index };
      }),
    step: (step) => setSelected((before) => withNextTurn(before, current(), step, turns.length)),
  };
}
