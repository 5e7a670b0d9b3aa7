/** Where one was in the list, for the way back from a conversation. */
interface Memory {
  key: string;
  /** Px. */
  offset: number;
  active: number;
}

let memory: Memory = { key: '', offset: 0, active: 0 };

/** Keeps what is named of the list `key`. */
export function remember(next: Pick<Memory, 'key'> & Partial<Memory>): void {
  memory = { ...remembered(next.key), ...next };
}

/** Where one was in this list; the top of another one. */
export function remembered(key: string): Memory {
  return memory.key === key ? memory : { key, offset: 0, active: 0 };
}
