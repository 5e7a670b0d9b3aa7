import { z } from 'zod';

/** What an agent says of its own words in `lk.transcription` (LiveKit agents protocol). Pure. */
export class Transcript {
  private readonly segments = new Map<string, Segment>();

  /**
   * A text stream of a segment has begun. Streams of one segment replace each other, as agents write that
   * send the whole text each time.
   *
   * @returns takes the pieces of this stream
   */
  open(segmentId: string, atMs: number): StreamSink {
    const segment = this.segments.get(segmentId) ?? { text: '', taken: 0, atMs, streams: 0 };
    this.segments.set(segmentId, segment);
    segment.streams += 1;
    let isFirst = true;
    return {
      add: (piece) => {
        if (piece === '') return; // it replaces nothing
        segment.text = isFirst ? piece : segment.text + piece;
        isFirst = false;
      },
      close: () => (segment.streams -= 1),
    };
  }

  /** Is a segment still being written? */
  get isOpen(): boolean {
    return [...this.segments.values()].some(({ streams }) => streams > 0);
  }

  /** The text that belongs to no turn yet, of segments that had begun by then. */
  peek(untilMs: number): string {
    return joined(this.until(untilMs).map((segment) => visible(segment.text).slice(segment.taken)));
  }

  /** The same, and from now on it belongs to a turn; what a segment goes on with is for the next one. */
  take(untilMs: number): string {
    const text = this.peek(untilMs);
    for (const segment of this.until(untilMs)) segment.taken = visible(segment.text).length;
    for (const [id, { streams, taken }] of this.segments) {
      // Agents that send the whole text each time may repeat it once more.
      if (streams === 0 && taken > 0 && this.segments.size > MOST_KEPT) this.segments.delete(id);
    }
    return text;
  }

  private until(untilMs: number): Segment[] {
    return [...this.segments.values()].filter(({ atMs }) => atMs <= untilMs);
  }
}

export interface StreamSink {
  add(piece: string): void;
  close(): void;
}

interface Segment {
  text: string;
  /** How much of it belongs to turns that have ended. */
  taken: number;
  /** When its first stream began. */
  atMs: number;
  /** Streams that are open. */
  streams: number;
}

const MOST_KEPT = 8;

const timedSchema = z.object({ text: z.string() });

/** Agents may be set to write a JSON object with `text` (and times) on each line instead of plain text. */
export function visible(text: string): string {
  if (!text.startsWith('{')) return text;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const timed = lines.map((line) => timedSchema.safeParse(parsed(line)));
  return timed.every(({ success }) => success)
    ? timed.map(({ data }) => data?.text).join('')
    : text;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function joined(texts: readonly string[]): string {
  return texts
    .map((text) => text.replace(/\s+/g, ' ').trimStart())
    .filter((text) => text !== '')
    .join(' ');
}
