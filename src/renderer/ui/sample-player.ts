/** A short piece of sound, as the studio hands it out. */
export interface Sample {
  mimeType: string;
  base64: string;
}

let context: AudioContext | undefined;
let stopCurrent: (() => void) | undefined;

/**
 * Loads and plays a sample to its end. Starting one stops the one before. Resolves when it has ended or
 * was called off; rejects when it can't be loaded or decoded. Decoded here rather than given to an <audio>
 * element as a data: URI, which the page's content policy refuses.
 */
export async function playSample(
  load: () => Promise<Sample>,
  signal: AbortSignal,
  onStart: () => void,
): Promise<void> {
  stopCurrent?.();
  const controller = new AbortController();
  const stop = () => controller.abort();
  const calledOff = () => controller.signal.aborted;
  stopCurrent = stop;
  signal.addEventListener('abort', stop, { once: true });
  try {
    // Made (and resumed) within the press: browsers allow sound only then.
    context ??= new AudioContext();
    const resumed = context.resume();
    const sample = await unlessCalledOff(load(), controller.signal);
    if (!sample) return;
    await resumed;
    if (calledOff()) return;
    const buffer = await context.decodeAudioData(toBytes(sample.base64).buffer);
    if (calledOff()) return;
    onStart();
    await play(context, buffer, controller.signal);
  } finally {
    signal.removeEventListener('abort', stop);
    if (stopCurrent === stop) stopCurrent = undefined;
  }
}

/** What comes of the work; undefined at once when it is called off, whatever comes of it then. */
function unlessCalledOff<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
    work.then(resolve, reject);
  });
}

function play(context: AudioContext, buffer: AudioBuffer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.onended = () => resolve();
    signal.addEventListener('abort', () => source.stop(), { once: true });
    source.start();
  });
}

function toBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
