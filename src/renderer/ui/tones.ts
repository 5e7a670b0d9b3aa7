/** What a badge or dot says by its colour: a state or a side, nothing else. */
export type BadgeTone = 'neutral' | 'ok' | 'warn' | 'bad' | 'a' | 'b';
export type StatusTone = 'idle' | 'busy' | 'ok' | 'warn' | 'bad' | 'a' | 'b';
