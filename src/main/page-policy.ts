/** What the page may reach beside its own host. */
export interface PagePolicy {
  /** Origins of a remote LiveKit server; the embedded one is always allowed. */
  livekitOrigins?: readonly string[];
  /** True behind vite: it injects styles and a small script, and opens its hot-reload socket. */
  development?: boolean;
}

/** Where the embedded livekit-server listens: its port is known only once it runs. */
const EMBEDDED_LIVEKIT = ['ws://127.0.0.1:*', 'http://127.0.0.1:*'];

const FORBIDDEN_FEATURES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/** The headers of everything that a host gives to the page (MDN, Content-Security-Policy). */
export function policyHeaders(policy: PagePolicy = {}): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(policy),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': FORBIDDEN_FEATURES.map((name) => `${name}=()`).join(', '),
  };
}

function contentSecurityPolicy({ livekitOrigins = [], development = false }: PagePolicy): string {
  const inline = development ? ["'unsafe-inline'"] : [];
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...inline],
    'style-src': ["'self'", ...inline],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'media-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...EMBEDDED_LIVEKIT, ...livekitOrigins],
    'worker-src': ["'self'", 'blob:'],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

/**
 * The origins that livekit-client talks to for a server's URL: signalling (ws) and checks (http).
 * LiveKit Cloud sends its clients on to a server of their region, under another name.
 */
export function livekitOriginsOf(url: string | undefined): string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { protocol, host } = new URL(url);
  const secure = protocol === 'wss:' || protocol === 'https:' ? 's' : '';
  const hosts = host.endsWith('.livekit.cloud') ? [host, '*.livekit.cloud'] : [host];
  return hosts.flatMap((name) => [`ws${secure}://${name}`, `http${secure}://${name}`]);
}
