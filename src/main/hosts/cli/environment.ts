import { toErrorData } from '../../../contract/errors.ts';
import { providerWord } from '../../host-kit.ts';
import { UsageError } from './usage-error.ts';

/** Refuses variables that mean nothing, by name; those of `.env.local` are the engine's to read. */
export function checkEnvironment(env: Readonly<Record<string, string | undefined>>): void {
  try {
    providerWord(env['DUOLOGUE_PROVIDER'], 'the environment');
  } catch (thrown) {
    const { message, remedy = '' } = toErrorData(thrown);
    throw new UsageError(message, remedy);
  }
}
