import type { WebContents } from 'electron';
import { COMMAND_CHANNEL, PUSH_CHANNEL } from '../../../contract/desktop-channels.ts';
import type { DesktopCommand, RpcPush } from '../../../contract/rpc.ts';
import type { StudioApi } from '../../../contract/studio-api.ts';

type Target = Pick<WebContents, 'send' | 'isDestroyed' | 'isCrashed' | 'once'>;

/** Sends the studio's events to a window until it is gone. */
export function pushEvents(studio: Pick<StudioApi, 'subscribe'>, target: Target): void {
  const unsubscribe = studio.subscribe((event) => {
    const push: RpcPush = { kind: 'push', event };
    if (isThere(target)) target.send(PUSH_CHANNEL, push);
  });
  target.once('destroyed', unsubscribe);
}

/** What the application menu asks of the page. */
export function sendCommand(target: Target | undefined, command: DesktopCommand): void {
  if (target && isThere(target)) target.send(COMMAND_CHANNEL, command);
}

function isThere(target: Target): boolean {
  return !target.isDestroyed() && !target.isCrashed();
}
