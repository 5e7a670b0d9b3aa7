import { extname } from 'node:path';
import type { StartConversation } from '../../../../contract/studio-api.ts';
import type { GlobalOptions } from '../output.ts';
import type { Documents } from '../ports.ts';
import type { PlayerOptions } from './player-options.ts';
import { playersOf } from './players.ts';

/** Options of `run`, as commander parsed them. */
export interface RunOptions extends GlobalOptions, PlayerOptions {
  scenario: string;
  a?: string;
  b?: string;
  maxTurns?: number;
  maxMinutes?: number;
  /** US dollars: of each conversation, and of all of them. */
  budget?: number;
  totalBudget?: number;
  estimate?: boolean;
  seed?: number;
  count: number;
  concurrency: number;
  out?: string;
}

const EXTENSIONS = new Set(['.yaml', '.yml', '.json']);

/** Whether an ID|FILE argument means a file: it has a folder in it or a document's ending. */
export function isFile(given: string): boolean {
  return /[\\/]/u.test(given) || EXTENSIONS.has(extname(given).toLowerCase());
}

/** The request for the engine: files are read here, ids are left to the library. */
export async function runRequest(
  options: RunOptions,
  documents: Documents,
  path: (given: string) => string,
): Promise<StartConversation> {
  const persona = async (given: string) =>
    isFile(given) ? documents.readPersona(path(given)) : given;
  const { scenario, a, b, maxTurns, maxMinutes } = options;
  const players = await playersOf(options, path);
  return {
    scenario: isFile(scenario) ? await documents.readScenario(path(scenario)) : scenario,
    ...(a === undefined ? {} : { personaA: await persona(a) }),
    ...(b === undefined ? {} : { personaB: await persona(b) }),
    ...players,
    ...(options.budget === undefined ? {} : { budgetUsd: options.budget }),
    limits: {
      ...(maxTurns === undefined ? {} : { maxTurns }),
      ...(maxMinutes === undefined ? {} : { maxMinutes }),
    },
  };
}
