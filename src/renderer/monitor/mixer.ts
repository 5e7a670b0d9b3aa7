import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import { loudnessOf } from './level.ts';
import type { Mixer } from './ports.ts';

/** Time constant of a change of the gain, s: short enough to feel at once, long enough not to click. */
const GAIN_S = 0.015;
/** Samples that one reading of a level looks at: 43 ms at 48 kHz. */
const WINDOW = 2048;

interface Strip {
  gain: GainNode;
  analyser: AnalyserNode;
  source?: { node: MediaStreamAudioSourceNode; element: HTMLAudioElement };
}

/** An AudioContext that may put its sound out elsewhere (Chromium; not in TypeScript's DOM yet). */
type OutputContext = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/** Whether this browser lets a page choose where its sound goes. */
export const canChooseOutput =
  'AudioContext' in globalThis && 'setSinkId' in AudioContext.prototype;

/** The mixer of the browser: source → analyser, and source → gain → output, for each side. */
export class WebAudioMixer implements Mixer<MediaStream> {
  private readonly context: OutputContext = new AudioContext({ latencyHint: 'interactive' });
  private readonly window = new Float32Array(WINDOW);
  private readonly strips: PerSide<Strip> = { a: this.strip(), b: this.strip() };
  /** Empty: the system's own. */
  private output = '';

  constructor() {
    // A device that was pulled out stops the context; it goes on with the system's own.
    this.context.addEventListener('error', () => void this.resume().catch(() => undefined));
  }

  get audible(): boolean {
    return this.context.state === 'running';
  }

  onAudible(listener: () => void): void {
    this.context.addEventListener('statechange', listener);
  }

  async resume(): Promise<void> {
    await this.context.resume();
  }

  connect(side: Side, stream: MediaStream): void {
    this.disconnect(side);
    const strip = this.strips[side];
    const node = this.context.createMediaStreamSource(stream);
    node.connect(strip.analyser);
    node.connect(strip.gain);
    strip.source = { node, element: silentPlayer(stream) };
  }

  disconnect(side: Side): void {
    const strip = this.strips[side];
    const { source } = strip;
    if (!source) return;
    delete strip.source;
    source.node.disconnect();
    source.element.srcObject = null;
  }

  setGain(side: Side, gain: number): void {
    this.strips[side].gain.gain.setTargetAtTime(gain, this.context.currentTime, GAIN_S);
  }

  levels(): PerSide<number> {
    return { a: this.level('a'), b: this.level('b') };
  }

  async setOutput(deviceId: string): Promise<void> {
    // Choosing what it has already makes Chromium open the device anew, and fail where there is none.
    if (deviceId === this.output) return;
    this.output = deviceId;
    await this.context.setSinkId?.(deviceId);
  }

  close(): void {
    for (const side of SIDES) this.disconnect(side);
    void this.context.close().catch(() => undefined);
  }

  private level(side: Side): number {
    const { source, analyser } = this.strips[side];
    if (!source || !this.audible) return -100;
    analyser.getFloatTimeDomainData(this.window);
    return loudnessOf(this.window);
  }

  private strip(): Strip {
    const gain = this.context.createGain();
    gain.gain.value = 0;
    gain.connect(this.context.destination);
    const analyser = this.context.createAnalyser();
    analyser.fftSize = WINDOW;
    return { gain, analyser };
  }
}

/**
 * Chromium gives the sound of a remote track to Web Audio only while a media element plays it as well
 * (crbug.com/933677); muted, so that it is heard once.
 */
function silentPlayer(stream: MediaStream): HTMLAudioElement {
  const element = new Audio();
  element.muted = true;
  element.srcObject = stream;
  void element.play().catch(() => undefined);
  return element;
}
