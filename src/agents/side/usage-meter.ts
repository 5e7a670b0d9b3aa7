import { formFetch } from '../../contract/form-fetch.ts';
import type { Amounts } from '../../contract/usage.ts';
import { ChatTally, transcriptionAmounts, wavSeconds, WAV_HEADER } from './usage-answers.ts';
import type { ReportUsage } from './usage-reports.ts';

type Fetch = typeof globalThis.fetch;

/**
 * A fetch that reports what each request of the three stages used, by what was sent and answered: so
 * nothing is missed that the framework doesn't tell (requests that were cancelled or done again). A
 * request that was refused used nothing; one that was cancelled used what had been sent and answered by
 * then. Sound that is made is counted where it is played from (StreamingTts), not here.
 */
export function meteredFetch(report: ReportUsage, fetch: Fetch = formFetch): Fetch {
  return async (input, init) => {
    const meter = meterOf(pathOf(input), init?.body);
    if (!meter || init?.signal?.aborted) return await fetch(input, init);
    const tell = (amounts: Partial<Amounts>): void => report(meter.stage, meter.model, amounts);
    try {
      const response = await fetch(input, init);
      if (response.ok) void meter.read(response).then(tell);
      return response;
    } catch (error) {
      // Who takes back a request has sent it all the same.
      if (init?.signal?.aborted) tell(await meter.sent());
      throw error;
    }
  };
}

interface Meter {
  stage: 'llm' | 'stt' | 'tts';
  model: string;
  /** What it used when nothing was answered. */
  sent(): Promise<Partial<Amounts>>;
  /** What it used, once the answer has ended in whatever way. Never rejects. */
  read(response: Response): Promise<Partial<Amounts>>;
}

function meterOf(path: string, body: unknown): Meter | undefined {
  if (path.endsWith('/audio/transcriptions') && body instanceof FormData) return sttMeter(body);
  if (typeof body !== 'string') return undefined;
  if (path.endsWith('/chat/completions')) return llmMeter(body);
  return path.endsWith('/audio/speech') ? ttsMeter(body) : undefined;
}

function llmMeter(body: string): Meter {
  return {
    stage: 'llm',
    model: textOf(body, 'model'),
    sent: async () => new ChatTally(body).amounts(),
    read: async (response) => {
      const tally = new ChatTally(body);
      await eachText(response, (text) => tally.add(text));
      return tally.amounts();
    },
  };
}

function ttsMeter(body: string): Meter {
  const sent = async (): Promise<Partial<Amounts>> => ({
    requests: 1,
    characters: Array.from(textOf(body, 'input')).length,
  });
  return { stage: 'tts', model: textOf(body, 'model'), sent, read: sent };
}

function sttMeter(form: FormData): Meter {
  const file = form.get('file');
  const model = form.get('model');
  const seconds = async (): Promise<number> => {
    if (!(file instanceof Blob)) return 0;
    const head = await file.slice(0, WAV_HEADER).arrayBuffer();
    return wavSeconds(new Uint8Array(head), file.size);
  };
  return {
    stage: 'stt',
    model: typeof model === 'string' ? model : '',
    sent: async () => ({ requests: 1, audioInputSeconds: await seconds() }),
    read: async (response) => {
      let answer = '';
      await eachText(response, (text) => (answer += text));
      return transcriptionAmounts(answer, await seconds());
    },
  };
}

/** Reads a copy of the answer to its end, or to where it was cut off. */
async function eachText(response: Response, take: (text: string) => void): Promise<void> {
  try {
    const decoder = new TextDecoder();
    const body: AsyncIterable<Uint8Array> | null = response.clone().body;
    if (!body) return;
    for await (const bytes of body) take(decoder.decode(bytes, { stream: true }));
  } catch {
    // cancelled or cut off: what came until then is known
  }
}

function pathOf(input: Parameters<Fetch>[0]): string {
  return new URL(input instanceof Request ? input.url : input).pathname;
}

function textOf(body: string, field: 'model' | 'input'): string {
  const request: unknown = JSON.parse(body);
  const value = (request as Record<string, unknown> | null)?.[field];
  return typeof value === 'string' ? value : '';
}
