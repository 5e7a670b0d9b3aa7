import type {
  Conversation,
  ConversationStatus,
  ConversationSummary,
  EndReason,
  Metrics,
} from '../../../../contract/conversation.ts';
import { SIDES } from '../../../../contract/side.ts';
import { inert, isolate } from './inert.ts';
import { costText, renderUsage } from './cost.ts';
import { columns, fit, pad, widthOf } from './layout.ts';
import type { Palette } from './palette.ts';
import type { Screen } from './screen.ts';
import { clock, localTime, seconds } from './time.ts';
import { renderTurn } from './turn.ts';

const REASONS: Record<EndReason, string> = {
  goodbye: 'ended by a goodbye',
  'max-turns': 'reached the turn limit',
  'max-minutes': 'reached the time limit',
  silence: 'fell silent',
  budget: 'reached its budget',
  stopped: 'stopped',
  fault: 'ended by a fault',
  'host-died': 'the host ended in mid-run',
};

/** How a conversation stands, in its colour. */
export function statusText(status: ConversationStatus, palette: Palette): string {
  if (status === 'completed') return palette.good(status);
  if (status === 'failed' || status === 'interrupted') return palette.bad(status);
  return palette.warn(status);
}

/** Why it ended, as a person says it. */
export function reasonText(conversation: Pick<Conversation, 'endReason' | 'endMessage'>): string {
  if (conversation.endMessage !== null) return inert(conversation.endMessage);
  return conversation.endReason === null ? 'not ended' : REASONS[conversation.endReason];
}

/** The result of a run in a few lines. */
export function renderSummary(
  conversation: Conversation,
  audioPath: string | undefined,
  { palette }: Screen,
): string {
  const { title, metrics, status, error } = conversation;
  const lines = [
    `${palette.bold(isolate(inert(title)))}  ${statusText(status, palette)}: ${reasonText(conversation)}`,
    `  length     ${lengthText(conversation)}`,
  ];
  if (metrics !== null) lines.push(`  timing     ${timingText(metrics)}`);
  if (metrics !== null) lines.push(`  heard      ${heardText(metrics)}`);
  if (audioPath !== undefined) lines.push(`  recording  ${inert(audioPath)}`);
  const cost = costText(conversation.usage);
  if (cost !== undefined) lines.push(`  cost       ${cost}`);
  lines.push(`  id         ${inert(conversation.id)}`);
  if (error !== null && error.message !== conversation.endMessage)
    lines.push(`  fault      ${palette.bad(inert(error.message))}`);
  if (error?.remedy !== undefined) lines.push(`  ${palette.dim('→')} ${inert(error.remedy)}`);
  return lines.join('\n');
}

function lengthText({ durationMs, turns, metrics }: Conversation): string {
  const cuts = metrics?.interruptions ?? turns.filter((turn) => turn.interrupted).length;
  const interruptions = cuts === 0 ? '' : `, ${count(cuts, 'interruption')}`;
  return `${clock(durationMs)}, ${count(turns.length, 'turn')}${interruptions}`;
}

function timingText(metrics: Metrics): string {
  return [
    `first speech ${seconds(metrics.firstSpeechMs)}`,
    `gap median ${seconds(metrics.gapMedianMs)}, p95 ${seconds(metrics.gapP95Ms)}`,
    `overlap ${seconds(metrics.overlapMs)}`,
  ].join(' · ');
}

function heardText({ heardWer }: Metrics): string {
  return heardWer === null ? '–' : `${(heardWer * 100).toFixed(1)} % of the words wrong`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A whole conversation for reading. */
export function renderConversation(
  conversation: Conversation,
  audioPath: string | undefined,
  screen: Screen,
): string {
  const names = SIDES.map((side) => inert(conversation.config.personas[side].name));
  const nameWidth = Math.max(...names.map(widthOf));
  const turns = conversation.turns.map((turn) =>
    renderTurn(turn, { ...screen, nameWidth, prefix: '' }),
  );
  const head = renderSummary(conversation, audioPath, screen);
  const { usage } = conversation;
  const used = usage !== null && costText(usage) !== undefined ? renderUsage(usage, screen) : [];
  return [head, ...used, ...(turns.length > 0 ? ['', ...turns] : [])].join('\n');
}

/** Below this many columns a row of the list has no room: each conversation gets two lines. */
const TABLE_WIDTH = 116;

/** The library's list, newest first. */
export function renderList(items: readonly ConversationSummary[], screen: Screen): string {
  return screen.width < TABLE_WIDTH ? renderPairs(items, screen) : renderTable(items, screen);
}

function renderTable(items: readonly ConversationSummary[], { palette, width }: Screen): string {
  const head = ['ID', 'WHEN', 'LENGTH', 'TURNS', 'STATUS', 'WHAT'];
  const rows = items.map((item) => [
    inert(item.id),
    localTime(item.createdAt),
    clock(item.durationMs),
    String(item.turnCount),
    statusText(item.status, palette),
    '',
  ]);
  const [top = '', ...lines] = columns([head, ...rows]);
  const indent = top.indexOf('WHAT');
  const whats = items.map((item) => isolate(fit(whatText(item), width - indent)));
  return [palette.dim(top), ...lines.map((line, at) => pad(line, indent) + (whats[at] ?? ''))].join(
    '\n',
  );
}

function renderPairs(items: readonly ConversationSummary[], { palette, width }: Screen): string {
  return items
    .map((item) => {
      const facts = `${localTime(item.createdAt)}  ${clock(item.durationMs)}, ${count(item.turnCount, 'turn')}`;
      const what = isolate(fit(whatText(item), width - item.status.length - 2));
      return `${what}  ${statusText(item.status, palette)}\n  ${palette.dim(`${inert(item.id)}  ${facts}`)}`;
    })
    .join('\n');
}

function whatText({ title, speakers }: ConversationSummary): string {
  return `${inert(title)} (${inert(speakers.a)}, ${inert(speakers.b)})`;
}
