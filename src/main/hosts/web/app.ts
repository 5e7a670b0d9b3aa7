import { Hono, type Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { policyHeaders } from '../../page-policy.ts';
import type { PageServer } from '../../page-server.ts';
import type { Access } from './access.ts';
import { againPage, lockedPage, REFUSAL_POLICY } from './refusal-page.ts';

export interface WebAppOptions {
  access: Access;
  /** Cookies are shared by all ports of a host, so each server has a name of its own. */
  cookieName: string;
  page: PageServer;
}

/** Routes of the web host. Host, Origin and method were checked before (gate.ts). */
export function webApp({ access, cookieName, page }: WebAppOptions): Hono {
  const app = new Hono();
  app.get('/open', (context) => {
    if (access.knows(getCookie(context, cookieName))) return context.redirect('/', 303);
    // What a browser loads ahead of a click must not use the link up.
    const ahead = context.req.header('sec-purpose') ?? context.req.header('purpose');
    const isReal = context.req.method === 'GET' && ahead === undefined;
    const session = isReal ? access.redeem(context.req.query('token') ?? '') : undefined;
    if (session === undefined) return locked(context, lockedPage('used-link'));
    setCookie(context, cookieName, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
    context.header('cache-control', 'no-store');
    context.header('referrer-policy', 'no-referrer');
    return context.redirect('/', 303);
  });
  app.use(async (context, next) => {
    if (access.knows(getCookie(context, cookieName))) return next();
    const fromElsewhere = context.req.header('sec-fetch-site') === 'cross-site';
    return locked(context, fromElsewhere ? againPage() : lockedPage('no-session'));
  });
  app.all('*', (context) => page(context.req.raw));
  return app;
}

function locked(context: Context, text: ReturnType<typeof lockedPage>) {
  const headers = { ...policyHeaders(), 'content-security-policy': REFUSAL_POLICY };
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
  context.header('cache-control', 'no-store');
  return context.html(text, 401);
}
