import { expect, it } from 'vitest';
import { livekitOriginsOf, policyHeaders } from '../../../src/main/page-policy.ts';

function directives(policy?: Parameters<typeof policyHeaders>[0]): Map<string, string> {
  const text = policyHeaders(policy)['content-security-policy'] ?? '';
  return new Map(
    text.split('; ').map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]),
  );
}

it('lets nothing in but the page itself and the embedded LiveKit server', () => {
  const csp = directives();
  expect(csp.get('default-src')).toBe("'none'");
  expect(csp.get('script-src')).toBe("'self'");
  expect(csp.get('connect-src')).toBe("'self' ws://127.0.0.1:* http://127.0.0.1:*");
  for (const name of ['base-uri', 'form-action', 'frame-ancestors', 'object-src']) {
    expect(csp.get(name)).toBe("'none'");
  }
  expect([...csp.values()].join(' ')).not.toMatch(/unsafe|\*(?!$| )|https?:(?!\/\/127)/u);
});

it('lets the page reach the remote server that is set, and no other', () => {
  const livekitOrigins = livekitOriginsOf('wss://lk.example.org/path?x');
  expect(livekitOrigins).toEqual(['wss://lk.example.org', 'https://lk.example.org']);
  expect(directives({ livekitOrigins }).get('connect-src')).toContain(
    'wss://lk.example.org https:',
  );
  expect(livekitOriginsOf('ws://10.0.0.2:7880')).toEqual([
    'ws://10.0.0.2:7880',
    'http://10.0.0.2:7880',
  ]);
  expect(livekitOriginsOf('wss://mine.livekit.cloud')).toContain('wss://*.livekit.cloud');
  expect(livekitOriginsOf('wss://evil-livekit.cloud')).toHaveLength(2);
  expect(livekitOriginsOf(undefined)).toEqual([]);
  expect(livekitOriginsOf('not a url; script-src *')).toEqual([]);
});

it('forbids the page what it has no use for', () => {
  const features = policyHeaders()['permissions-policy'];
  for (const name of ['camera', 'microphone', 'geolocation', 'usb']) {
    expect(features).toContain(`${name}=()`);
  }
});
