import { expect, it } from 'vitest';
import { packetLoss } from '../../../../src/main/audio/augment/packet-loss.ts';
import { lag, run, speechLike } from '../support.ts';

const RATE = 8000;
const PACKET = 160;

interface Loss {
  rate: number;
  burst: number;
  seed: number;
}

/** Which packets of each side are lost. At 50 Hz a packet is one sample. */
function lost(loss: Loss, packets: number): boolean[][] {
  const [a, b] = run([packetLoss(loss, 50)], new Float32Array(packets).fill(0.5));
  return [a, b].map((side) => Array.from(side, (sample) => sample === 0));
}

function bursts(packets: readonly boolean[]): number[] {
  const lengths: number[] = [];
  packets.forEach((isLost, i) => {
    if (!isLost) return;
    if (packets[i - 1]) lengths.push((lengths.pop() ?? 0) + 1);
    else lengths.push(1);
  });
  return lengths;
}

it.each([
  [0.01, 1],
  [0.1, 2.5],
  [0.5, 1],
  [0.3, 8],
  [0.05, 20],
])('loses a share of %f in rows of %f', (rate, burst) => {
  const COUNT = 1_000_000;
  for (const side of lost({ rate, burst, seed: 4 }, COUNT)) {
    const share = side.filter(Boolean).length / COUNT;
    const lengths = bursts(side);
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    expect(Math.abs(share / rate - 1)).toBeLessThan(0.1);
    expect(Math.abs(mean / burst - 1)).toBeLessThan(0.1);
  }
});

it('loses a packet as a whole', () => {
  const [out] = run(
    [packetLoss({ rate: 0.3, burst: 2, seed: 1 }, RATE)],
    new Float32Array(80_000).fill(0.5),
    undefined,
    999,
  );
  for (let at = 0; at < out.length; at += PACKET) {
    expect(new Set(out.subarray(at, at + PACKET)).size).toBe(1);
  }
  expect(new Set(out).size).toBe(2);
});

it('loses the same with the same seed, others with another and on the other side', () => {
  const loss = { rate: 0.2, burst: 2, seed: 1 };
  const [a, b] = lost(loss, 500);
  expect(lost(loss, 500)).toEqual([a, b]);
  expect(a).not.toEqual(b);
  expect(lost({ ...loss, seed: 2 }, 500)[0]).not.toEqual(a);
});

it('loses nothing at a rate of 0, and moves nothing', () => {
  const speech = speechLike(RATE, 4);
  expect(run([packetLoss({ rate: 0, burst: 3, seed: 1 }, RATE)], speech)[0]).toEqual(speech);
  const [out] = run([packetLoss({ rate: 0.3, burst: 2, seed: 1 }, RATE)], speech);
  expect(lag(speech, out)).toBe(0);
});
