import type { Step } from '../../../../contract/studio-events.ts';
import { inert } from './inert.ts';
import { pad } from './layout.ts';
import type { Palette } from './palette.ts';
import { seconds } from './time.ts';

const TITLES: Record<Step['name'], string> = {
  livekit: 'LiveKit server',
  providers: 'Providers',
  workers: 'Agent workers',
  recorder: 'Recorder',
  room: 'Room',
  dispatch: 'Both sides join',
};
const TITLE_WIDTH = Math.max(...Object.values(TITLES).map((title) => title.length));

/** One step of getting ready: mark, title, note, time. */
export function renderStep(step: Step, palette: Palette): string {
  const note = step.note === undefined ? '' : inert(step.note);
  const took = step.tookMs === undefined ? '' : palette.dim(padTime(step.tookMs));
  return `  ${mark(step, palette)} ${pad(TITLES[step.name], TITLE_WIDTH)}  ${took}  ${palette.dim(note)}`.trimEnd();
}

/** What is going on right now, for the moving line at the bottom. */
export function activity(step: Step): string {
  const note = step.note === undefined ? '' : ` ${inert(step.note)}`;
  return `${TITLES[step.name]} …${note}`;
}

function padTime(ms: number): string {
  return seconds(ms).padStart(8);
}

function mark(step: Step, palette: Palette): string {
  switch (step.state) {
    case 'done':
      return palette.good('✔');
    case 'failed':
      return palette.bad('✖');
    case 'active':
      return palette.dim('…');
    case 'waiting':
      return palette.dim('·');
  }
}
