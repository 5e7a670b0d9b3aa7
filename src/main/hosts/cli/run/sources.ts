import type { Provider } from '../../../../contract/provider.ts';
import type { SettingsView } from '../../../../contract/settings.ts';
import { inert } from '../render/inert.ts';
import type { Session } from '../session.ts';

/**
 * Says first where a run goes, when it isn't this computer alone: settings and `.env.local` decide it, too.
 *
 * @param provider the one that holds because the command line names none
 */
export async function noteSources(
  { studio, output }: Session,
  provider: Provider | undefined,
): Promise<void> {
  if (output.options.quiet) return;
  const line = sourcesLine(await studio.getSettings(), provider);
  if (line !== undefined) output.note(inert(line));
}

/** Undefined: the embedded server and the rehearsal, as usual. */
export function sourcesLine(
  { effective }: Pick<SettingsView, 'effective'>,
  provider: Provider | undefined,
): string | undefined {
  const { kind, name, url } = effective.connection;
  const parts = [
    ...(kind === 'local' ? [] : [`LiveKit: ${name ?? 'remote'} (${url ?? 'no address'})`]),
    ...(provider === undefined || provider === 'rehearsal' ? [] : [`provider: ${provider}`]),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}
