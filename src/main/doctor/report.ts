import { arch, cpus, release, totalmem, type as osType } from 'node:os';
import type { Settings, SettingsView } from '../../contract/settings.ts';
import type { Check } from '../../contract/studio-api.ts';

/** Enough of the log for a bug, and not too much for an issue. */
const MOST_LOG = 20_000;

export interface ReportFacts {
  appVersion: string;
  /** The livekit-server that this version brings along. */
  livekitServer: string;
  /** Node's own table of versions. */
  versions: Readonly<Record<string, string | undefined>>;
  view: SettingsView;
  checks: readonly Check[];
  /** See `logTail`. */
  log: string;
}

/** A report for a bug, as Markdown. The caller takes secrets out of it: see `redacted`. */
export function reportText(facts: ReportFacts): string {
  const { checks, view, log } = facts;
  return [
    '# Duologue report',
    section('Versions', versionLines(facts)),
    section('Doctor', checks.map(checkLine)),
    section('Settings', settingsLines(view)),
    section('Log', ['```', tail(log) || '(empty)', '```']),
    '',
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.join('\n')}`;
}

function versionLines({ appVersion, livekitServer, versions }: ReportFacts): string[] {
  const { node, electron, chrome } = versions;
  const shell = electron ? [`- Electron ${electron} (Chromium ${chrome ?? 'unknown'})`] : [];
  const memory = Math.round(totalmem() / 1024 ** 3);
  return [
    `- Duologue ${appVersion}`,
    `- Node ${node ?? 'unknown'}`,
    ...shell,
    `- livekit-server wanted: ${livekitServer}`,
    `- ${osType()} ${release()}, ${arch()}, ${cpus().length} cores, ${memory} GB of memory`,
  ];
}

function checkLine({ name, verdict, note, remedy }: Check): string {
  return `- ${verdict.toUpperCase()} ${name}: ${note}${remedy === undefined ? '' : ` → ${remedy}`}`;
}

function settingsLines({ settings, effective, secrets, protection }: SettingsView): string[] {
  return [
    `- connection in use: ${effective.connection.kind} ${effective.connection.url ?? ''}`.trimEnd(),
    `- provider offered first: ${effective.provider}`,
    ...stageLines('openai', settings.openai),
    ...stageLines('openai-compatible', settings.compatible),
    ...secrets.map(({ name, source }) => `- ${name}: ${source}`),
    `- egress: ${settings.egress.kind}`,
    `- keys are protected: ${protection.level}`,
    `- trash: ${settings.trashDays} days`,
  ];
}

function stageLines(provider: string, stages: Settings['openai']): string[] {
  return Object.entries(stages).flatMap(([stage, { baseUrl, model }]) =>
    baseUrl || model
      ? [`- ${provider} ${stage}: ${model ?? 'default'} at ${baseUrl ?? 'default'}`]
      : [],
  );
}

/** Whole lines from the end. */
function tail(log: string): string {
  if (log.length <= MOST_LOG) return log;
  const cut = log.slice(-MOST_LOG);
  return `…\n${cut.slice(cut.indexOf('\n') + 1)}`;
}
