/**
 * Two agents in conversation: Duologue's workers against a stock LiveKit agent pair, on the same
 * server, with the same provider, recorder, script and seed, in the same run. What counts are the
 * ratios; the machine's own speed cancels out.
 */
import path from 'node:path';
import { loadSamples } from '../../src/main/library/documents/load-samples.ts';
import { Arena, type Held, type Pair } from './arena.ts';
import { firstSoundMs, floorTransfers, quantile } from './floor.ts';
import { duologuePair, stockPair } from './pairs.ts';
import { cpuSeconds } from './process-cost.ts';

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
  const samples = loadSamples(path.join(import.meta.dirname, '../../resources'));
  const scenario = samples.scenarios.find(({ id }) => id === 'late-parcel');
  if (!scenario) throw new Error('the sample scenario late-parcel is missing');
  const persona = (id: string) => {
    const found = samples.personas.find((candidate) => candidate.id === id);
    if (!found) throw new Error(`the sample persona ${id} is missing`);
    return found;
  };
  const personas = { a: persona(scenario.personas.a), b: persona(scenario.personas.b) };
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

  async function measure(pair: Pair, load: number): Promise<Figures> {
    const cpuBefore = cpuSeconds(pair.pids());
    const startedAt = performance.now();
    const held = await Promise.all(
      Array.from({ length: load }, (_, i) =>
        arena.hold(pair, `${pair.name}-${load}-${i}`, { scenario: scenario!, personas }, HOLD_MS),
      ),
    );
    const seconds = (performance.now() - startedAt) / 1000;
    return figures(held, (cpuSeconds(pair.pids()) - cpuBefore) / seconds);
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
