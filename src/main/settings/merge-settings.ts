import { isDeepStrictEqual } from 'node:util';
import type { NamedConnection, Settings } from '../../contract/settings.ts';

/**
 * What a page wants, over what another page has changed meanwhile: each part is that of the page where the page
 * changed it, else that of now. Connections are such parts one by one.
 *
 * @param base the settings that the page began with
 */
export function mergedSettings(now: Settings, base: Settings, wanted: Settings): Settings {
  const parts = Object.entries({ ...now, ...wanted }).flatMap(([name, value]) => {
    const key = name as keyof Settings;
    const isOurs = !isDeepStrictEqual(base[key], wanted[key]);
    // What the page took away is not there in `wanted`.
    if (isOurs) return key in wanted ? [[name, value]] : [];
    return key in now ? [[name, now[key]]] : [];
  });
  const connections = mergedConnections(now.connections, base.connections, wanted.connections);
  return { ...(Object.fromEntries(parts) as Settings), connections };
}

type Connections = readonly NamedConnection[];

function mergedConnections(now: Connections, base: Connections, wanted: Connections) {
  const of = (list: Connections, id: string) => list.find((one) => one.id === id);
  const ids = new Set([...now, ...wanted].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const isOurs = !isDeepStrictEqual(of(base, id), of(wanted, id));
    return of(isOurs ? wanted : now, id) ?? [];
  });
}
