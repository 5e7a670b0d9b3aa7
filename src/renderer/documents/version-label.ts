import type { DocumentVersion } from '../../contract/document-api.ts';
import { formatDay, formatRelative } from '../format/index.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** A version in few letters: `v3 · 14:39` of today, else `v2 · yesterday, 14:07` and so on. */
export function versionLabel({ version, savedAt }: DocumentVersion, now: number): string {
  const today = formatDay(savedAt) === formatDay(new Date(now).toISOString());
  const when = today ? clock.format(new Date(savedAt)) : formatRelative(savedAt, now);
  return `v${String(version)} · ${when}`;
}
