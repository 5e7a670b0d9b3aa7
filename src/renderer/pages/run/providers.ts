import { assertNever } from '../../../contract/kind.ts';
import type { PlayerSource, Provider } from '../../../contract/provider.ts';

export const PROVIDERS: readonly Provider[] = ['rehearsal', 'openai', 'openai-compatible'];

export function providerLabel(provider: PlayerSource): string {
  switch (provider) {
    case 'rehearsal':
      return 'Rehearsal';
    case 'openai':
      return 'OpenAI';
    case 'openai-compatible':
      return 'Own server';
    case 'external':
      return 'Your own agent';
    default:
      return assertNever(provider);
  }
}

/** What choosing it means, in one line. */
export function providerHint(provider: Provider): string {
  switch (provider) {
    case 'rehearsal':
      return 'Built in: plays the script, offline, without a key';
    case 'openai':
      return 'Speaks freely; needs a key and costs money';
    case 'openai-compatible':
      return 'Any server with an API like OpenAI’s, as the settings have it';
    default:
      return assertNever(provider);
  }
}
