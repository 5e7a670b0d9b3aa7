import { RESERVED_CONNECTIONS, sameConnectionName } from '../../contract/connection-id.ts';
import { StudioError } from '../../contract/errors.ts';
import {
  ENVIRONMENT_CONNECTION,
  type NamedConnection,
  type Settings,
} from '../../contract/settings.ts';

/**
 * Whether the connections can be told apart and the chosen one is among them.
 *
 * @throws StudioError `invalid-input`
 */
export function checkConnections({
  connections,
  connection,
}: Pick<Settings, 'connections' | 'connection'>): void {
  for (const [at, one] of connections.entries()) {
    const taken = RESERVED_CONNECTIONS.find(
      (word) => word === one.id || sameConnectionName(word, one.name),
    );
    if (taken) throw refused(`A connection can’t be called “${one.name}”: the word means another.`);
    const twin = connections.slice(0, at).find((other) => areTwins(one, other));
    if (twin) throw refused(`There are two connections called “${one.name}”.`);
  }
  if (connection?.kind !== 'remote' || connection.id === ENVIRONMENT_CONNECTION) return;
  const isThere = connections.some(({ id }) => id === connection.id);
  if (!isThere) throw refused(`The chosen connection “${connection.id}” is not there.`);
}

/** A name that is the id of another would mean both where a connection is named. */
function areTwins(one: NamedConnection, other: NamedConnection): boolean {
  return (
    one.id === other.id ||
    [other.name, other.id].some((word) => sameConnectionName(one.name, word)) ||
    sameConnectionName(one.id, other.name)
  );
}

function refused(message: string): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message,
    remedy: 'Give every connection a name of its own, and choose one that is there.',
  });
}
