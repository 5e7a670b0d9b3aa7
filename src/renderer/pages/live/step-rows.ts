import type { ErrorData } from '../../../contract/errors.ts';
import type { Step } from '../../../contract/studio-events.ts';

/** A step of getting ready, as it is shown. */
export interface StepRow {
  name: Step['name'];
  label: string;
  state: Step['state'];
  note: string | undefined;
  /** Ms; undefined while it hasn't come to an end. */
  tookMs: number | undefined;
  /** What to do, when it failed. */
  remedy: Remedy | undefined;
}

export interface Remedy {
  text: string;
  /** Where in the studio it is done. */
  link?: { href: string; label: string };
}

/** In the order in which a run needs them. */
const LABELS: Record<Step['name'], string> = {
  livekit: 'LiveKit server',
  providers: 'Voices, ears and minds',
  workers: 'One worker for each side',
  recorder: 'Recorder',
  room: 'Room',
  dispatch: 'Both join the call',
};
const ORDER = Object.keys(LABELS) as Step['name'][];

const REMEDIES: Record<Step['name'], Remedy> = {
  livekit: {
    text: 'Check the connection, then run again.',
    link: { href: '/settings/connection', label: 'Connection' },
  },
  providers: {
    text: 'Test the providers, or run with the rehearsal, which needs no key.',
    link: { href: '/settings/providers', label: 'Providers' },
  },
  workers: {
    text: 'Run again; when it stays so, the diagnostics say what is missing.',
    link: { href: '/settings/diagnostics', label: 'Diagnostics' },
  },
  recorder: {
    text: 'Check that the disk has room, then run again.',
    link: { href: '/settings/data', label: 'Data' },
  },
  room: {
    text: 'Check the connection, then run again.',
    link: { href: '/settings/connection', label: 'Connection' },
  },
  dispatch: {
    text: 'Stop other runs that keep this machine busy, then run again.',
    link: { href: '/live', label: 'Live' },
  },
};

/**
 * All steps, those that haven't begun included, so that nothing jumps when they do.
 *
 * @param error what the run failed of, if it did; its remedy goes before the general one
 */
export function stepRows(steps: readonly Step[], error?: ErrorData | null): StepRow[] {
  return ORDER.map((name) => {
    const step = steps.find((known) => known.name === name);
    const state = step?.state ?? 'waiting';
    const remedy = state === 'failed' ? remedyOf(name, error) : undefined;
    return { name, label: LABELS[name], state, note: step?.note, tookMs: step?.tookMs, remedy };
  });
}

function remedyOf(name: Step['name'], error: ErrorData | null | undefined): Remedy {
  const general = REMEDIES[name];
  return error?.remedy ? { ...general, text: error.remedy } : general;
}

/** "2 of 6 ready", for screen readers and small places. */
export function stepsInWords(rows: readonly StepRow[]): string {
  const failed = rows.find((row) => row.state === 'failed');
  if (failed) return `${failed.label}: failed`;
  const done = rows.filter((row) => row.state === 'done').length;
  return `${done} of ${rows.length} ready`;
}
