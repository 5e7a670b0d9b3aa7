import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { max-width: 34rem; padding: 2rem; }
h1 { font-size: 1.35rem; margin: 0 0 .5rem; }
kbd { border: 1px solid; border-radius: 4px; padding: 0 .35em; font: inherit; opacity: .8; }`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Pages of the host itself: no script, one style, nothing else. */
export const REFUSAL_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** For somebody without a session: the link was used, or is none of ours, or Duologue was restarted. */
export function lockedPage(why: 'used-link' | 'no-session'): Page {
  const title =
    why === 'used-link' ? 'This link no longer works' : 'This page needs a link from Duologue';
  return page(
    title,
    html`<p>
        Each link to Duologue works once, and ends when Duologue ends. Get a new one in the terminal
        in which Duologue runs: press <kbd>Enter</kbd>, and open what it prints.
      </p>
      <p>Is there no such terminal? Start Duologue again with <code>npm start</code>.</p>`,
  );
}

/**
 * A link on another site brought somebody here: their browser keeps the session back this once
 * (SameSite=Strict). Asked again from a page of ours, it shows it.
 */
export function againPage(): Page {
  const refresh = raw('<meta http-equiv="refresh" content="0" />');
  return page('Opening Duologue …', html``, refresh);
}

type Page = ReturnType<typeof html>;

function page(title: string, body: unknown, head: unknown = ''): Page {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${head} ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}
