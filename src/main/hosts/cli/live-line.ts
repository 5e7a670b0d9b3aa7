import { columnsOf, type TextStream } from './io.ts';
import { fit } from './render/layout.ts';

const CLEAR = '\r\u001B[2K';

/**
 * Lines that stay, above one line that moves. On a plain stream the moving line doesn't exist:
 * nothing is ever rewritten there.
 */
export class LiveLine {
  readonly #stream: TextStream;
  readonly #moving: boolean;
  readonly #style: (text: string) => string;
  #shown = '';

  /** @param style colours the moving line after it was cut to the width of the screen */
  constructor(stream: TextStream, moving: boolean, style: (text: string) => string) {
    this.#stream = stream;
    this.#moving = moving;
    this.#style = style;
  }

  /** Writes text that stays. */
  print(text: string): void {
    const moving = this.#shown;
    this.clear();
    this.#stream.write(`${text}\n`);
    this.show(moving);
  }

  /** Replaces the moving line. */
  show(text: string): void {
    if (!this.#moving || text === this.#shown) return;
    this.clear();
    this.#shown = text;
    if (text !== '') this.#stream.write(this.#style(fit(text, columnsOf(this.#stream) - 1)));
  }

  clear(): void {
    if (this.#shown !== '') this.#stream.write(CLEAR);
    this.#shown = '';
  }
}
