import type { Session } from 'electron';

/** Choosing the output device of the audio monitor. Everything else is denied. */
const ALLOWED: ReadonlySet<string> = new Set(['speaker-selection']);

export function isAllowedPermission(permission: string): boolean {
  return ALLOWED.has(permission);
}

export type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
>;

/** Denies every permission but audio output. */
export function guardPermissions(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(isAllowedPermission(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => isAllowedPermission(permission));
  session.setDevicePermissionHandler(() => false);
  // Without an answer in it, the request is refused.
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}
