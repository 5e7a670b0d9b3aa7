import { useState, useSyncExternalStore } from 'react';
import { Player, type PlayerState } from './player.ts';

/** One player for the page. */
export function usePlayer(): Player {
  const [player] = useState(() => new Player());
  return player;
}

export function usePlayerState(player: Player): PlayerState {
  return useSyncExternalStore(player.subscribe, player.getState);
}
