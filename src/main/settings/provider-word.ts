import { StudioError } from '../../contract/errors.ts';
import { providerSchema, type Provider } from '../../contract/provider.ts';

/**
 * The provider that DUOLOGUE_PROVIDER names; undefined: it is not set, or empty.
 *
 * @param place where it stands: `the environment`, or the path of a file
 * @throws StudioError `invalid-input` for a word that is no provider
 */
export function providerWord(word: string | undefined, place: string): Provider | undefined {
  const named = word?.trim();
  if (!named) return undefined;
  const { data: provider } = providerSchema.safeParse(named);
  if (provider !== undefined) return provider;
  const words = new Intl.ListFormat('en', { type: 'disjunction' }).format(providerSchema.options);
  throw new StudioError({
    code: 'invalid-input',
    message: `DUOLOGUE_PROVIDER in ${place} is “${named}”, which is no provider.`,
    remedy: `Set it to ${words}, or leave it out.`,
  });
}
