import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/* Contrast as WCAG 2.2 defines it (1.4.3, 1.4.11), for the tokens as they stand in the stylesheet. */

type Rgb = readonly [number, number, number];

const css = readFileSync(
  new URL('../../../../src/renderer/styles/tokens.css', import.meta.url),
  'utf8',
);

function tokens(theme: string): (name: string) => string {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  const values = new Map([...block.matchAll(/--([\w-]+): (#\w+);/g)].map((m) => [m[1], m[2]!]));
  return (name) => {
    const value = values.get(name);
    if (!value) throw new Error(`${theme} has no --${name}`);
    return value;
  };
}

const channel = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
const rgb = (hex: string): Rgb => [channel(hex, 1), channel(hex, 3), channel(hex, 5)];

/** A colour with alpha (`#rrggbbaa`) as it looks on a surface. */
function over(hex: string, surface: Rgb): Rgb {
  const alpha = channel(hex, 7) / 255;
  const [r, g, b] = rgb(hex);
  const mix = (top: number, below: number) => top * alpha + below * (1 - alpha);
  return [mix(r, surface[0]), mix(g, surface[1]), mix(b, surface[2])];
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

const surfaces = ['bg', 'panel', 'raise', 'float'];
const texts = ['text', 'dim', 'faint', 'a', 'b', 'ok', 'warn', 'bad'];
const softened = ['a', 'b', 'ok', 'warn', 'bad'];

describe.each(['dark', 'light'])('%s', (theme) => {
  const token = tokens(theme);
  const at = (name: string) => rgb(token(name));

  it.each(texts)('%s can be read on every surface', (name) => {
    for (const surface of surfaces) {
      expect(contrast(at(name), at(surface)), surface).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(softened)('%s can be read on its own soft ground', (name) => {
    for (const surface of [...surfaces, 'lit']) {
      const ground = over(token(`${name}-soft`), at(surface));
      expect(contrast(at(name), ground), surface).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('lit rows, buttons and the edges of toggles can be made out', () => {
    for (const name of ['text', 'dim']) {
      expect(contrast(at(name), at('lit')), name).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of ['accent', 'accent-hover']) {
      expect(contrast(at('on-accent'), at(ground)), ground).toBeGreaterThanOrEqual(4.5);
    }
    for (const surface of surfaces) {
      expect(contrast(at('edge'), at(surface)), surface).toBeGreaterThanOrEqual(3);
    }
  });
});
