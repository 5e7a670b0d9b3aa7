import { useEffect, useRef, type RefObject } from 'react';
import { edgeAt, isDrag, pinchView, spanOf, wheelAction, type Finger } from './gestures.ts';
import type { Span, View } from './types.ts';
import { msAt, panView } from './view.ts';

/** What the pointer acts on. */
export interface GestureTarget {
  view: View;
  durationMs: number;
  selection: Span | null;
  onSeek?: ((ms: number) => void) | undefined;
  onView?: ((view: View) => void) | undefined;
  onSelect?: ((span: Span | null) => void) | undefined;
}

/**
 * Click seeks, drag selects (or moves an edge of the selection, or the view where nothing can be selected), mod + wheel and two fingers
 * zoom, sideways wheel and shift + wheel move the view.
 */
export function useGestures(surface: RefObject<HTMLElement | null>, target: GestureTarget): void {
  const latest = useRef(target);
  useEffect(() => {
    latest.current = target;
  });
  useEffect(() => {
    const element = surface.current;
    if (!element) return;
    const gestures = new Gestures(element, () => latest.current);
    return () => gestures.stop();
  }, [surface]);
}

class Gestures {
  readonly #element: HTMLElement;
  readonly #target: () => GestureTarget;
  readonly #fingers = new Map<number, Finger>();
  readonly #listeners = new AbortController();
  /** What it is where nothing can be taken hold of. */
  readonly #cursor: string;
  #dragging = false;
  #pinched = false;

  constructor(element: HTMLElement, target: () => GestureTarget) {
    this.#element = element;
    this.#target = target;
    this.#cursor = element.style.cursor;
    const { signal } = this.#listeners;
    element.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    element.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    element.addEventListener('pointermove', (event) => this.#move(event), { signal });
    element.addEventListener('pointerup', (event) => this.#up(event), { signal });
    element.addEventListener('pointercancel', (event) => this.#forget(event), { signal });
  }

  stop(): void {
    this.#listeners.abort();
  }

  get #box(): DOMRect {
    return this.#element.getBoundingClientRect();
  }

  #wheel(event: WheelEvent): void {
    const { view, durationMs, onView } = this.#target();
    const box = this.#box;
    const next = wheelAction(view, durationMs, box.width, event, event.clientX - box.left);
    if (!next || !onView) return;
    event.preventDefault();
    onView(next);
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const box = this.#box;
    const x = event.clientX - box.left;
    const { view } = this.#target();
    const edge = this.#edgeAt(x, box.width);
    const ms = edge?.otherMs ?? msAt(view, box.width, x);
    this.#element.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, { startX: x, x, ms, holdsEdge: edge !== undefined });
    if (this.#fingers.size === 1) this.#dragging = this.#pinched = false;
  }

  #move(event: PointerEvent): void {
    const finger = this.#fingers.get(event.pointerId);
    if (!finger) return this.#hover(event);
    const before = finger.x;
    finger.x = event.clientX - this.#box.left;
    if (this.#fingers.size > 1) this.#pinch();
    else if (!this.#pinched) this.#drag(finger, before);
  }

  #edgeAt(x: number, width: number) {
    const { selection, view, onSelect } = this.#target();
    return onSelect && edgeAt(selection, view, width, x);
  }

  /** Shows that an edge can be moved. */
  #hover(event: PointerEvent): void {
    const box = this.#box;
    const edge = this.#edgeAt(event.clientX - box.left, box.width);
    this.#element.style.cursor = edge ? 'ew-resize' : this.#cursor;
  }

  #pinch(): void {
    this.#pinched = true;
    const [one, other] = [...this.#fingers.values()];
    const { durationMs, onView } = this.#target();
    if (one && other) onView?.(pinchView(one, other, this.#box.width, durationMs));
  }

  #drag(finger: Finger, before: number): void {
    this.#dragging ||= isDrag(finger);
    if (!this.#dragging) return;
    const { view, durationMs, onSelect, onView } = this.#target();
    const { width } = this.#box;
    if (onSelect) onSelect(spanOf(finger.ms, msAt(view, width, finger.x), durationMs));
    else
      onView?.(
        panView(view, ((before - finger.x) / width) * (view.toMs - view.fromMs), durationMs),
      );
  }

  #up(event: PointerEvent): void {
    const finger = this.#fingers.get(event.pointerId);
    this.#forget(event);
    if (!finger || finger.holdsEdge || this.#dragging || this.#pinched) return;
    const { selection, durationMs, onSeek, onSelect } = this.#target();
    if (selection) onSelect?.(null);
    onSeek?.(Math.min(Math.max(finger.ms, 0), durationMs));
  }

  #forget(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId);
  }
}
