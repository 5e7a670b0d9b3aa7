import { StudioError } from '../../../contract/errors.ts';

/** The command line or the environment asks for what can't be meant: the process exits with `EXIT.usage`. */
export class UsageError extends StudioError {
  constructor(message: string, remedy: string) {
    super({ code: 'invalid-input', message, remedy });
  }
}
