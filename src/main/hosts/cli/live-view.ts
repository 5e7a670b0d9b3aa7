import { assertNever } from '../../../contract/kind.ts';
import type { Turn } from '../../../contract/conversation.ts';
import { SIDES, type PerSide } from '../../../contract/side.ts';
import {
  isAboutConversation,
  type ConversationEvent,
  type Step,
  type StudioEvent,
} from '../../../contract/studio-events.ts';
import type { LiveLine } from './live-line.ts';
import { freshFollowed, movingText, type Followed } from './live-state.ts';
import type { Screen } from './render/screen.ts';
import { inert, isolate } from './render/inert.ts';
import { widthOf } from './render/layout.ts';
import { renderStep } from './render/step.ts';
import { renderTurn } from './render/turn.ts';

/** In a plain stream, a step that takes long says so once per this many ms. */
const PATIENCE_MS = 5000;

/** What stands above a conversation. */
export interface Heading {
  title: string;
  names: PerSide<string>;
}

export interface LiveViewOptions {
  line: LiveLine;
  screen: Screen;
  /** How many conversations there will be; with several, each line is prefixed. */
  total: number;
  /** True where the moving line is seen. */
  moving: boolean;
  /** Monotonic milliseconds. */
  now: () => number;
}

/** Shows runs while they happen: the steps of getting ready, then the transcript. */
export class LiveView {
  readonly #options: LiveViewOptions;
  readonly #followed = new Map<string, Followed>();
  /** What came of conversations that are not followed yet. */
  #early: ConversationEvent[] = [];
  #ended = 0;
  #tick = 0;
  #spokenAt: number;

  constructor(options: LiveViewOptions) {
    this.#options = options;
    this.#spokenAt = options.now();
  }

  /**
   * Shows a conversation from now on, beginning with what it has pushed before.
   * @param index 0-based place in the batch
   */
  follow(index: number, id: string, heading: Heading): void {
    const { total, screen } = this.#options;
    const number = `[${String(index + 1).padStart(String(total).length)}] `;
    const names = { a: inert(heading.names.a), b: inert(heading.names.b) };
    const followed = freshFollowed(total > 1 ? screen.palette.dim(number) : '', names);
    this.#followed.set(id, followed);
    const pair = SIDES.map((side) => screen.palette[side](isolate(names[side]))).join(' · ');
    this.#print(followed, `${screen.palette.bold(isolate(inert(heading.title)))}  ${pair}`);
    const early = this.#early.filter((event) => event.conversationId === id);
    this.#early = this.#early.filter((event) => event.conversationId !== id);
    for (const event of early) this.#show(event, followed);
    this.#refresh();
  }

  handle(event: StudioEvent): void {
    if (!isAboutConversation(event)) return;
    const followed = this.#followed.get(event.conversationId);
    // A run may speak up before its id has come back to whoever started it.
    if (followed === undefined) this.#early.push(event);
    else this.#show(event, followed);
    this.#refresh();
  }

  #show(event: ConversationEvent, followed: Followed): void {
    switch (event.kind) {
      case 'step':
        this.#handleStep(followed, event.step);
        break;
      case 'turn':
        this.#handleTurn(followed, event.turn);
        break;
      case 'levels':
        followed.levels = { a: event.a, b: event.b };
        followed.atMs = Math.max(followed.atMs, event.atMs);
        break;
      case 'status':
        followed.finishing = event.status === 'finishing';
        break;
      case 'cost':
        followed.costUsd = event.cost.usd;
        break;
      case 'notice':
        this.#handleNotice(followed, event.error.message);
        break;
      case 'ended':
        this.#handleEnd(event.conversationId, followed, event.message);
        break;
      case 'side-state':
      case 'turn-started':
      case 'turn-words':
      case 'turn-dropped':
      case 'heard':
      case 'finishing':
        break;
      default:
        assertNever(event);
    }
  }

  /** Called a few times a second while the moving line is seen. */
  tick(): void {
    this.#tick += 1;
    this.#refresh();
  }

  /** Takes the moving line away; on a terminal the result follows below. */
  close(): void {
    this.#options.line.clear();
    if (this.#options.moving) this.#options.line.print('');
  }

  #handleStep(followed: Followed, step: Step): void {
    const { palette } = this.#options.screen;
    const over = step.state === 'done' || step.state === 'failed';
    followed.step = over ? undefined : step.state === 'active' ? step : followed.step;
    const long =
      step.state === 'active' && this.#silentMs() >= PATIENCE_MS && !this.#options.moving;
    if (over && !followed.shownSteps.has(step.name)) {
      followed.shownSteps.add(step.name);
      if (!isRepeated(followed, step)) this.#print(followed, renderStep(step, palette));
    } else if (long) {
      this.#print(followed, renderStep(step, palette));
    }
  }

  #handleTurn(followed: Followed, turn: Turn): void {
    followed.names[turn.side] = inert(turn.speaker);
    followed.atMs = Math.max(followed.atMs, turn.endMs);
    const { screen, line } = this.#options;
    // A turn that ended without an audible word is nothing to read.
    if (inert(turn.text) === '' && !turn.interrupted) return;
    if (!followed.spoke && this.#options.moving && this.#options.total === 1) line.print('');
    followed.spoke = true;
    const nameWidth = Math.max(...SIDES.map((side) => widthOf(followed.names[side])));
    line.print(renderTurn(turn, { ...screen, nameWidth, prefix: followed.prefix }));
    this.#spokenAt = this.#options.now();
  }

  #handleNotice(followed: Followed, message: string): void {
    const { palette } = this.#options.screen;
    this.#print(followed, `  ${palette.warn('!')} ${inert(message)}`);
  }

  #handleEnd(id: string, followed: Followed, message: string): void {
    this.#ended += 1;
    const { palette } = this.#options.screen;
    if (!followed.shownReasons.has(message))
      this.#print(followed, `  ${palette.dim('■')} ${palette.dim(inert(message))}`);
    this.#followed.delete(id);
  }

  #print(followed: Followed, text: string): void {
    this.#options.line.print(followed.prefix + text);
    this.#spokenAt = this.#options.now();
  }

  #silentMs(): number {
    return this.#options.now() - this.#spokenAt;
  }

  #refresh(): void {
    const { line, moving, total } = this.#options;
    const running = [...this.#followed.values()];
    if (moving) line.show(movingText(running, { total, ended: this.#ended, tick: this.#tick }));
  }
}

/** Whether an earlier step failed for the very same reason: parts that need each other do. */
function isRepeated({ shownReasons }: Followed, step: Step): boolean {
  if (step.state !== 'failed' || step.note === undefined) return false;
  const repeated = shownReasons.has(step.note);
  shownReasons.add(step.note);
  return repeated;
}
