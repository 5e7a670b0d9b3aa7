/** Of the picture at the pointer, px. */
const SIZE = 48;
/** The two voices, as RGB: orange is side a, blue is side b. */
const VOICES = [
  [0xff, 0x9d, 0x4d],
  [0x57, 0xb6, 0xff],
] as const;
/** Heights of the mark's bars, px, and whose they are. */
const BARS = [
  { height: 16, voice: 0 },
  { height: 36, voice: 0 },
  { height: 26, voice: 1 },
  { height: 14, voice: 1 },
] as const;
const BAR = 6;
const PITCH = 11;

/** Duologue's mark as pixels, four bytes each: blue, green, red, alpha (what nativeImage takes). */
export function dragBitmap(): { bitmap: Buffer; width: number; height: number } {
  const bitmap = Buffer.alloc(SIZE * SIZE * 4);
  const left = Math.round((SIZE - (BARS.length - 1) * PITCH - BAR) / 2);
  BARS.forEach(({ height, voice }, index) => {
    const [red, green, blue] = VOICES[voice];
    const top = (SIZE - height) / 2;
    for (let y = top; y < top + height; y += 1) {
      for (let x = 0; x < BAR; x += 1) {
        bitmap.set([blue, green, red, 255], (y * SIZE + left + index * PITCH + x) * 4);
      }
    }
  });
  return { bitmap, width: SIZE, height: SIZE };
}
