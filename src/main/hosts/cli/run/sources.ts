import type { Provider } from '../../../../contract/provider.ts';
import type { SettingsView } from '../../../../contract/settings.ts';
import { inert } from '../render/inert.ts';
import type { Session } from '../session.ts';

/**
 * Says first where a run goes, when it isn't this computer alone: `.env.local` and the environment decide it,
 * too. Then what of the settings could not be used, and what is chosen in the window but not by the command.
 *
 * @param provider the one that holds because the command line names none
 */
export async function noteSources(
  { studio, output }: Session,
  provider: Provider | undefined,
): Promise<void> {
  if (output.options.quiet) return;
  const view = await studio.getSettings();
  const passed = passedOver(view, { provider, connection: output.options.connection });
  const lines = [
    sourcesLine(view, provider),
    ...view.notices.map(({ message, remedy }) => [message, remedy].filter(Boolean).join(' ')),
    passed,
  ];
  for (const line of lines) if (line !== undefined) output.note(inert(line));
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

/**
 * What the window would use and this run doesn't, as nobody told the command line; undefined: nothing.
 *
 * @param told by the command line; the provider is the one that holds because it names none
 */
export function passedOver(
  { effective, settings }: Pick<SettingsView, 'effective' | 'settings'>,
  told: { provider: Provider | undefined; connection: string | undefined },
): string | undefined {
  const { provider, connection } = settings;
  const options = [
    ...(told.provider === 'rehearsal' && provider && provider !== 'rehearsal'
      ? [`--provider ${provider}`]
      : []),
    ...(told.connection === undefined &&
    effective.connection.kind === 'local' &&
    connection?.kind === 'remote'
      ? [`--connection ${connection.id}`]
      : []),
  ];
  if (options.length === 0) return undefined;
  return `What is chosen in the studio holds there only; for the same here: ${options.join(' ')}`;
}
