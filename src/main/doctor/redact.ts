import { homedir } from 'node:os';
import { scrubTokens } from '../workers/child-log.ts';

/** Shorter values ("none") are no secrets, and would be found inside ordinary words. */
const SHORTEST = 6;

/** A text for other eyes: without the secrets, whatever looks like one, and the user's name in paths. */
export function redacted(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    // Also as it stands inside a JSON line.
    const escaped = JSON.stringify(secret).slice(1, -1);
    clean = clean.replaceAll(secret, '[removed]').replaceAll(escaped, '[removed]');
  }
  return withoutHome(withoutLogins(withoutBearers(scrubTokens(clean))), homedir());
}

function withoutBearers(text: string): string {
  return text.replace(/\b(?:Bearer\s+|sk-)[\w.~+/=-]{6,}/g, '[removed]');
}

/** Name and password in an address. */
function withoutLogins(text: string): string {
  return text.replace(/(\b[a-z]+:\/\/)[^\s/@"']+@/gi, '$1[removed]@');
}

function withoutHome(text: string, home: string): string {
  return home.length > 3 ? text.replaceAll(home, '~') : text;
}
