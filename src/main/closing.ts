import { StudioError } from '../contract/errors.ts';

/** What whoever asks for new work is told while the studio ends. */
export function closing(): StudioError {
  return new StudioError({
    code: 'conflict',
    message: 'Duologue is closing.',
    remedy: 'Start it again.',
  });
}
