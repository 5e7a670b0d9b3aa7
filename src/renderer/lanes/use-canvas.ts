import { useEffect, useRef, useState, type RefObject } from 'react';
import { onThemeChange, readColors } from './colors.ts';
import { AXIS_HEIGHT } from './layout.ts';
import { paintLanes } from './paint.ts';
import type { Scene } from './scene.ts';

/**
 * Paints the scene whenever one of its parts, the size, the theme or the pixel ratio changes: at most once a
 * frame, and never otherwise. Returns the width of the picture in px (0 until it was measured).
 */
export function useLaneCanvas(
  canvas: RefObject<HTMLCanvasElement | null>,
  scene: Omit<Scene, 'width'>,
): number {
  const [width, setWidth] = useState(0);
  const painter = useRef<Painter | null>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const own = new Painter(element);
    painter.current = own;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element.parentElement!);
    const repaint = () => own.request();
    const off = onThemeChange(repaint);
    // Moving to a screen of another pixel ratio is a resize of the window.
    window.addEventListener('resize', repaint);
    void document.fonts.ready.then(repaint);
    return () => {
      observer.disconnect();
      off();
      window.removeEventListener('resize', repaint);
      own.stop();
      painter.current = null;
    };
  }, [canvas]);
  const {
    view,
    durationMs,
    peaks,
    peaksPerSecond,
    turns,
    marks,
    selection,
    highlight,
    laneHeight,
  } = scene;
  // The arrays of a live conversation grow in place or are replaced: either way their length tells.
  const { a, b } = peaks;
  useEffect(() => {
    if (width > 0) painter.current?.request({ ...scene, width });
    // The parts of the scene one by one: the object itself is new every time.
  }, [
    ...[width, view.fromMs, view.toMs, durationMs, a, b, a.length, b.length, peaksPerSecond],
    ...[turns, marks, selection, highlight, laneHeight],
  ]);
  return width;
}

class Painter {
  readonly #canvas: HTMLCanvasElement;
  #scene: Scene | undefined;
  #frame = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** Paints in the next frame, however often it is asked until then. */
  request(scene = this.#scene): void {
    this.#scene = scene;
    if (scene) this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #paint(): void {
    this.#frame = 0;
    const scene = this.#scene;
    const context = this.#canvas.getContext('2d');
    if (!scene || !context) return;
    const ratio = window.devicePixelRatio || 1;
    const height = scene.laneHeight * 2 + AXIS_HEIGHT;
    fit(this.#canvas, Math.round(scene.width * ratio), Math.round(height * ratio));
    paintLanes({ context, colors: readColors(this.#canvas), scene, ratio });
  }
}

/** Setting a canvas's size empties it, so it is set only when it differs. */
function fit(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
