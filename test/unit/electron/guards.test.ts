import { describe, expect, it, vi } from 'vitest';
import {
  guardContents,
  type ContentsPorts,
  type GuardedContents,
} from '../../../src/main/hosts/electron/guard-contents.ts';
import { isOwnPage, judgeLink } from '../../../src/main/hosts/electron/links.ts';
import {
  guardPermissions,
  isAllowedPermission,
  type GuardedSession,
} from '../../../src/main/hosts/electron/permissions.ts';
import { isTrustedSender } from '../../../src/main/hosts/electron/trusted-sender.ts';

const FOREIGN = [
  'https://evil.test/',
  'app://evil/',
  'app://studio.evil.test/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'about:blank',
  'apps://studio/',
  'http://studio/',
  'not a url',
  '',
];

describe('isOwnPage', () => {
  it('knows the pages of the studio', () => {
    expect(isOwnPage('app://studio/')).toBe(true);
    expect(isOwnPage('app://studio/library/1?t=2#3')).toBe(true);
  });

  it.each(FOREIGN)('knows that %j is none', (url) => {
    expect(isOwnPage(url)).toBe(false);
  });
});

describe('judgeLink', () => {
  it('opens what our own notices link to', () => {
    expect(judgeLink('https://docs.livekit.io/agents/')).toBe('open');
  });

  it('asks before any other https address', () => {
    expect(judgeLink('https://evil.test/docs.livekit.io')).toBe('ask');
    expect(judgeLink('https://docs.livekit.io.evil.test/')).toBe('ask');
  });

  it.each([
    'http://docs.livekit.io/',
    'file:///bin/sh',
    'smb://host/share',
    'javascript:alert(1)',
    'vscode://x',
    'https://docs.livekit.io@evil.test/',
    'nonsense',
  ])('refuses %j', (url) => {
    expect(judgeLink(url)).toBe('refuse');
  });
});

describe('isTrustedSender', () => {
  it('trusts the top frame of the page alone', () => {
    expect(isTrustedSender({ url: 'app://studio/', parent: null })).toBe(true);
    expect(isTrustedSender({ url: 'app://studio/', parent: {} })).toBe(false);
    expect(isTrustedSender(null)).toBe(false);
  });

  it.each(FOREIGN)('does not trust a frame of %j', (url) => {
    expect(isTrustedSender({ url, parent: null })).toBe(false);
  });
});

describe('guardContents', () => {
  function arrange() {
    const handlers = new Map<string, (event: object) => void>();
    let openWindow: ((details: { url: string }) => { action: string }) | undefined;
    const contents = {
      on: (name: string, handler: (event: object) => void) => handlers.set(name, handler),
      setWindowOpenHandler: (handler: typeof openWindow) => (openWindow = handler),
    } as unknown as GuardedContents;
    const ports = { openExternal: vi.fn(), askToOpen: vi.fn() } satisfies ContentsPorts;
    guardContents(contents, ports);
    return {
      ports,
      open: (url: string) => openWindow!({ url }),
      fire: (name: string, url?: string) => {
        const preventDefault = vi.fn();
        handlers.get(name)!({ preventDefault, url });
        return preventDefault;
      },
    };
  }

  it('opens no window, whatever the address', () => {
    const { open } = arrange();
    for (const url of ['app://studio/', ...FOREIGN]) expect(open(url)).toEqual({ action: 'deny' });
  });

  it('hands known https links to the browser, asks for others and drops the rest', () => {
    const { open, ports } = arrange();
    open('https://docs.livekit.io/');
    open('https://elsewhere.test/');
    open('file:///bin/sh');
    expect(ports.openExternal.mock.calls).toEqual([['https://docs.livekit.io/']]);
    expect(ports.askToOpen.mock.calls).toEqual([['https://elsewhere.test/']]);
  });

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('stops %s away', (name) => {
    const { fire } = arrange();
    expect(fire(name, 'app://studio/library')).not.toHaveBeenCalled();
    for (const url of FOREIGN) expect(fire(name, url)).toHaveBeenCalled();
  });

  it('attaches no webview', () => {
    const { fire } = arrange();
    expect(fire('will-attach-webview')).toHaveBeenCalled();
  });
});

describe('guardPermissions', () => {
  const PERMISSIONS = ['media', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'usb'];

  it('allows choosing the audio output and nothing else', () => {
    expect(isAllowedPermission('speaker-selection')).toBe(true);
    for (const permission of PERMISSIONS) expect(isAllowedPermission(permission)).toBe(false);
  });

  it('answers requests, checks, devices and screen sharing so', () => {
    const session = {
      setPermissionRequestHandler: vi.fn<GuardedSession['setPermissionRequestHandler']>(),
      setPermissionCheckHandler: vi.fn<GuardedSession['setPermissionCheckHandler']>(),
      setDevicePermissionHandler: vi.fn<GuardedSession['setDevicePermissionHandler']>(),
      setDisplayMediaRequestHandler: vi.fn<GuardedSession['setDisplayMediaRequestHandler']>(),
    };
    guardPermissions(session);
    const answer = vi.fn<(allowed: boolean) => void>();
    const request = given(session.setPermissionRequestHandler);
    request({} as never, 'media', answer, {} as never);
    request({} as never, 'speaker-selection', answer, {} as never);
    expect(answer.mock.calls).toEqual([[false], [true]]);
    const check = given(session.setPermissionCheckHandler);
    expect(check(null, 'media', 'app://studio', {} as never)).toBe(false);
    expect(given(session.setDevicePermissionHandler)({} as never)).toBe(false);
    const share = vi.fn();
    given(session.setDisplayMediaRequestHandler)({} as never, share);
    expect(share).toHaveBeenCalledWith({});
  });
});

/** The handler that was set. */
function given<H>(setter: { mock: { lastCall?: [H | null, ...unknown[]] | undefined } }): H {
  const handler = setter.mock.lastCall?.[0];
  if (handler == null) throw new Error('no handler was set');
  return handler;
}
