import type { Verdict } from '../../../../contract/settings.ts';
import type { ListedConnection } from '../run/connections.ts';
import type { Screen } from './screen.ts';
import { inert } from './inert.ts';
import { columns, hang } from './layout.ts';

/** One line for each connection, with a mark at the one in use; what a test found stands below. */
export function renderConnections(
  connections: readonly (ListedConnection & { verdict?: Verdict })[],
  { palette, width }: Screen,
): string {
  const lines = columns(
    connections.map(({ id, name, url, inUse, ...keys }) => [
      inUse ? palette.good('●') : ' ',
      inert(id),
      inert(name),
      `${inert(url ?? 'embedded server')}${keys.hasKeys ? '' : palette.warn(` (${missingText(keys)})`)}`,
    ]),
  );
  return connections
    .flatMap(({ verdict }, at) => {
      const line = lines[at] ?? '';
      if (!verdict) return [line];
      const mark = verdict.ok ? palette.good('✔') : palette.bad('✖');
      const found = hang(`  ${mark} `, inert(verdict.note), width);
      const remedy =
        verdict.remedy && hang(`    ${palette.dim('→')} `, inert(verdict.remedy), width);
      return [line, found, ...(remedy ? [remedy] : [])];
    })
    .join('\n');
}

/** What is known of the environment is only that they aren't both there. */
function missingText({ missing }: Pick<ListedConnection, 'missing'>): string {
  if (missing) return `no ${missing.join(' and no ')}`;
  return 'LIVEKIT_API_KEY or LIVEKIT_API_SECRET is not set';
}
