import { APIError } from 'openai';
import type { SpeechFormat } from '../../contract/provider.ts';

/** What is asked for, best first: what needs least work and comes soonest. */
const PREFERENCE: readonly SpeechFormat[] = ['pcm', 'wav', 'mp3', 'opus', 'flac'];

/** What a refusal that isn't about the format is about; no other format would help there. */
const OTHER_MATTER = /voice|model|instruction|speed|input|language/i;

/** Remembers which format a server gives, so that a refusal costs one turn only. */
export class FormatMemory {
  private readonly known = new Map<string, SpeechFormat>();

  /** The formats to ask a server for, in this order. */
  order(server: string, wanted: SpeechFormat | undefined): SpeechFormat[] {
    const known = this.known.get(keyOf(server, wanted));
    const first = [known, wanted].filter((format) => format !== undefined);
    return [...new Set([...first, ...PREFERENCE])];
  }

  /** The server took this format after it had refused the one that was wanted. */
  remember(server: string, wanted: SpeechFormat | undefined, format: SpeechFormat): void {
    this.known.set(keyOf(server, wanted), format);
  }
}

function keyOf(server: string, wanted: SpeechFormat | undefined): string {
  return `${wanted ?? 'any'} ${server}`;
}

/** Whether asking for another format may help. */
export function refusesFormat(error: unknown): boolean {
  if (!(error instanceof APIError)) return false;
  const status = error.status as number | undefined;
  if (status !== 400 && status !== 422) return false;
  const said = `${error.param ?? ''} ${error.message} ${JSON.stringify(error.error ?? '')}`;
  return /format/i.test(said) || !OTHER_MATTER.test(said);
}
