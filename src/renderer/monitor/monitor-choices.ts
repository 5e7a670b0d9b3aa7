import { otherSide, type PerSide, type Side } from '../../contract/side.ts';

/** What the listener chose; kept in the browser, the same for every conversation. */
export interface MonitorChoices {
  /** Whether to listen in at all. */
  listening: boolean;
  sides: PerSide<{
    /** 0 to 1, as the slider stands. */
    volume: number;
    muted: boolean;
  }>;
  /** Only this side is heard. */
  solo: Side | null;
  /** Id of the output device; empty: the system's own. */
  deviceId: string;
}

export const DEFAULT_CHOICES: MonitorChoices = {
  listening: true,
  sides: { a: { volume: 0.8, muted: false }, b: { volume: 0.8, muted: false } },
  solo: null,
  deviceId: '',
};

/** Factor for the samples of a side, 0 to 1. The slider is squared: loudness is heard that way. */
export function gainOf({ sides, solo }: MonitorChoices, side: Side): number {
  if (solo !== null && solo !== side) return 0;
  const { volume, muted } = sides[side];
  return muted ? 0 : volume * volume;
}

export function withVolume(choices: MonitorChoices, side: Side, volume: number): MonitorChoices {
  const clamped = Math.min(1, Math.max(0, volume));
  return withSide(choices, side, { ...choices.sides[side], volume: clamped });
}

/** Muting the side that is heard alone would leave nothing: it takes the solo back. */
export function toggleMute(choices: MonitorChoices, side: Side): MonitorChoices {
  const before = choices.sides[side];
  const next = withSide(choices, side, { ...before, muted: !before.muted });
  return !before.muted && choices.solo === side ? { ...next, solo: null } : next;
}

/** Hearing a side alone opens it when it was muted. */
export function toggleSolo(choices: MonitorChoices, side: Side): MonitorChoices {
  if (choices.solo === side) return { ...choices, solo: null };
  const opened = withSide(choices, side, { ...choices.sides[side], muted: false });
  return { ...opened, solo: side };
}

function withSide(
  choices: MonitorChoices,
  side: Side,
  next: MonitorChoices['sides'][Side],
): MonitorChoices {
  const sides: MonitorChoices['sides'] = { ...choices.sides, [side]: next };
  return { ...choices, sides };
}

/** Why a side can't be heard, in words; undefined when it can. */
export function silenced(choices: MonitorChoices, side: Side): 'muted' | 'other-solo' | undefined {
  if (choices.solo === otherSide(side)) return 'other-solo';
  return choices.sides[side].muted ? 'muted' : undefined;
}

/** Reads what an earlier visit stored; whatever isn't sound is the default. */
export function parseChoices(stored: string | null): MonitorChoices {
  const found = asRecord(safeParse(stored));
  const sides = asRecord(found['sides']);
  const { solo, deviceId, listening } = found;
  return {
    listening: typeof listening === 'boolean' ? listening : DEFAULT_CHOICES.listening,
    sides: { a: parseSide(sides['a'], 'a'), b: parseSide(sides['b'], 'b') },
    solo: solo === 'a' || solo === 'b' ? solo : null,
    deviceId: typeof deviceId === 'string' ? deviceId : '',
  };
}

function parseSide(stored: unknown, side: Side): MonitorChoices['sides'][Side] {
  const { volume, muted } = asRecord(stored);
  const sound = typeof volume === 'number' && volume >= 0 && volume <= 1;
  return { volume: sound ? volume : DEFAULT_CHOICES.sides[side].volume, muted: muted === true };
}

function safeParse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
