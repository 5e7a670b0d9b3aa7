import { providerSchema } from '../../../contract/provider.ts';
import { UsageError } from './usage-error.ts';

/** Refuses variables that mean nothing, by name; those of `.env.local` are the engine's to read. */
export function checkEnvironment(env: Readonly<Record<string, string | undefined>>): void {
  const named = env['DUOLOGUE_PROVIDER']?.trim();
  if (!named || providerSchema.safeParse(named).success) return;
  const words = new Intl.ListFormat('en', { type: 'disjunction' }).format(providerSchema.options);
  throw new UsageError(
    `DUOLOGUE_PROVIDER is “${named}”, which is no provider.`,
    `Set it to ${words}, or leave it out.`,
  );
}
