/**
 * Two agents in conversation: Duologue's workers against a stock LiveKit agent pair, on the same
 * server, with the same provider, recorder, script and seed, in the same run. What counts are the
 * ratios; the machine's own speed cancels out.
 */
import { Arena, type Held, type Pair } from './arena.ts';
import { bargeInCast, sampleCast } from './casts.ts';
import { firstSoundMs, floorTransfers, quantile } from './floor.ts';
import { duologuePair, stockPair } from './pairs.ts';
import { CpuMeter } from './process-cost.ts';

const HOLD_MS = 30_000;
const LOADS = [1, 4];

interface Figures {
  firstSpeechMs: number;
  gapMedianMs: number;
  gapP95Ms: number;
  transfers: number;
  /** CPU of the agents, in cores. */
  cores: number;
}

const arena = await Arena.open();
try {
  const cast = sampleCast('late-parcel');
  const rows: { load: number; name: string; figures: Figures }[] = [];
  for (const open of [duologuePair, stockPair]) {
    const pair = await open(arena.connection);
    try {
      for (const load of LOADS) {
        rows.push({ load, name: pair.name, figures: await measure(pair, load) });
        process.stderr.write(`  ${pair.name} × ${load} done\n`);
      }
    } finally {
      await pair.stop();
    }
  }
  print(rows);
  await measureYielding();

  /** How soon a side falls silent when the other barges in, from the recorded sound. */
  async function measureYielding(): Promise<void> {
    const pair = await duologuePair(arena.connection);
    try {
      const held = await arena.hold(pair, 'barge-in', bargeInCast(), HOLD_MS);
      const overlaps = floorTransfers(held.recorded.activity).filter((gap) => gap < 0);
      const times = overlaps.map((gap) => `${(-gap).toFixed(0)} ms`).join(', ');
      console.log(`barge-in: the other side fell silent after ${times || 'no barge-in happened'}`);
    } finally {
      await pair.stop();
    }
  }

  async function measure(pair: Pair, load: number): Promise<Figures> {
    const meter = new CpuMeter(pair.pids());
    const held = await Promise.all(
      Array.from({ length: load }, (_, i) =>
        arena.hold(pair, `${pair.name}-${load}-${i}`, cast, HOLD_MS),
      ),
    );
    return figures(held, meter.stop());
  }
} finally {
  await arena.close();
}

function figures(held: Held[], cores: number): Figures {
  const transfers = held.flatMap(({ recorded }) => floorTransfers(recorded.activity));
  const first = held.map(({ dispatchedAtMs, sampleZeroAtMs, recorded }) => {
    const at = firstSoundMs(recorded.activity);
    return at === undefined ? Number.NaN : sampleZeroAtMs - dispatchedAtMs + at;
  });
  return {
    firstSpeechMs: Math.max(...first),
    gapMedianMs: quantile(transfers, 0.5),
    gapP95Ms: quantile(transfers, 0.95),
    transfers: transfers.length,
    cores,
  };
}

function print(rows: { load: number; name: string; figures: Figures }[]): void {
  const table: Record<string, Record<string, string>> = {};
  for (const { load, name, figures: f } of rows) {
    table[`${name} × ${load}`] = {
      'first speech (slowest)': `${f.firstSpeechMs.toFixed(0)} ms`,
      'gap median': `${f.gapMedianMs.toFixed(0)} ms`,
      'gap p95': `${f.gapP95Ms.toFixed(0)} ms`,
      'floor transfers': String(f.transfers),
      'agents’ CPU': `${f.cores.toFixed(2)} cores`,
    };
  }
  for (const load of LOADS) {
    const [own, stock] = ['duologue', 'stock'].map(
      (name) => rows.find((row) => row.name === name && row.load === load)?.figures,
    );
    if (!own || !stock) continue;
    const ratio = (key: keyof Figures) => (own[key] / stock[key]).toFixed(2);
    table[`ratio × ${load}`] = {
      'first speech (slowest)': ratio('firstSpeechMs'),
      'gap median': ratio('gapMedianMs'),
      'gap p95': ratio('gapP95Ms'),
      'floor transfers': ratio('transfers'),
      'agents’ CPU': ratio('cores'),
    };
  }
  console.table(table);
}
