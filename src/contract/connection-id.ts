import { ENVIRONMENT_CONNECTION } from './settings.ts';

/** Words that mean something else where a connection is named. */
export const RESERVED_CONNECTIONS: readonly string[] = ['local', 'remote', ENVIRONMENT_CONNECTION];

/** Whether two names of connections would be taken for each other. */
export function sameConnectionName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** An id for a new connection, of its name: letters, digits and dashes, unlike all others. */
export function newConnectionId(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '');
  const slug = plain
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-/u, '')
    .slice(0, 40);
  const base = slug.replace(/-$/u, '') || 'livekit';
  const isFree = (id: string): boolean => ![...RESERVED_CONNECTIONS, ...taken].includes(id);
  if (isFree(base)) return base;
  for (let number = 2; ; number++) {
    if (isFree(`${base}-${number}`)) return `${base}-${number}`;
  }
}
