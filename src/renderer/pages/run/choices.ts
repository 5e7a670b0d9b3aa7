import type { Persona } from '../../../contract/persona.ts';
import { providerSchema, type PlayerChoice, type Provider } from '../../../contract/provider.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { Side } from '../../../contract/side.ts';
import type { StartConversation } from '../../../contract/studio-api.ts';
import { mayCost, parsePlayers } from './players.ts';
import type { Players } from './run-plan.ts';
import type { RunPlan } from './run-plan.ts';

/** What the user chose for the next run; what isn't set comes from the scenario or the settings. */
export interface RunChoices {
  scenario?: string | undefined;
  /** Persona ids; without one: whom the scenario names. */
  a?: string | undefined;
  b?: string | undefined;
  provider?: Provider | undefined;
  /** What plays a side in another way than the run's provider. */
  players?: Players | undefined;
  /** US dollars that it may cost. */
  budgetUsd?: number | undefined;
  /** Without it: a new one for each run. */
  seed?: number | undefined;
  maxTurns?: number | undefined;
  maxMinutes?: number | undefined;
}

/** The scenario that the first launch offers: it is short and shows turn-taking well. */
const SAMPLE = 'late-parcel';
const HIGHEST_SEED = 0xffff_ffff;

/** Fills the choices in. A chosen document that was deleted since falls back to the usual one. */
export function planOf(
  choices: RunChoices,
  scenarios: readonly Scenario[],
  personas: readonly Persona[],
  usualProvider: Provider,
): RunPlan {
  const scenario =
    scenarios.find(({ id }) => id === choices.scenario) ??
    scenarios.find(({ id }) => id === SAMPLE) ??
    scenarios[0];
  const find = (id: string | undefined) => personas.find((persona) => persona.id === id);
  const seat = (side: Side) => find(choices[side]) ?? find(scenario?.personas[side]);
  const [a, b] = [seat('a'), seat('b')];
  const differs = (side: Side, taken: Persona | undefined) =>
    taken !== undefined && taken.id !== scenario?.personas[side];
  return {
    scenario,
    a,
    b,
    provider: choices.provider ?? usualProvider,
    players: choices.players ?? {},
    ownPeople: differs('a', a) || differs('b', b),
  };
}

/** Chooses a persona; who the scenario names for that side is no choice of one's own. */
export function withPersona(
  choices: RunChoices,
  side: Side,
  id: string,
  plan: RunPlan,
): RunChoices {
  const usual = plan.scenario?.personas[side] === id;
  return { ...choices, [side]: usual ? undefined : id };
}

/** Chooses what plays a side; undefined: the run's provider. */
export function withPlayer(
  choices: RunChoices,
  side: Side,
  choice: PlayerChoice | undefined,
): RunChoices {
  const { [side]: _was, ...rest } = choices.players ?? {};
  const players: Players = choice ? { ...rest, [side]: choice } : rest;
  return { ...choices, players: players.a || players.b ? players : undefined };
}

/** Each takes the other's seat. */
export function swapped(choices: RunChoices, plan: RunPlan): RunChoices {
  if (!plan.a || !plan.b) return choices;
  const first = withPersona(choices, 'a', plan.b.id, plan);
  return withPersona(first, 'b', plan.a.id, plan);
}

/** Undefined while somebody or something is missing. */
export function requestOf(choices: RunChoices, plan: RunPlan): StartConversation | undefined {
  const { scenario, a, b, provider, players } = plan;
  if (!scenario || !a || !b) return undefined;
  const { seed, maxTurns, maxMinutes, budgetUsd } = choices;
  const limits = {
    ...(maxTurns === undefined ? {} : { maxTurns }),
    ...(maxMinutes === undefined ? {} : { maxMinutes }),
  };
  return {
    scenario: scenario.id,
    personaA: a.id,
    personaB: b.id,
    provider,
    ...(players.a || players.b ? { sides: players } : {}),
    // What costs nothing needs no limit, and the field for it isn't shown then.
    ...(budgetUsd === undefined || !mayCost(plan) ? {} : { budgetUsd }),
    ...(seed === undefined ? {} : { seed }),
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
  };
}

/** Reads what an earlier visit stored; whatever isn't sound is left out. */
export function parseRunChoices(stored: string | null): RunChoices {
  let found: unknown;
  try {
    found = JSON.parse(stored ?? '{}');
  } catch {
    return {};
  }
  if (typeof found !== 'object' || found === null) return {};
  const text = (key: string): string | undefined => {
    const value = (found as Record<string, unknown>)[key];
    return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;
  };
  const number = (key: string, least: number, most: number): number | undefined => {
    const value = Number((found as Record<string, unknown>)[key] ?? Number.NaN);
    return value >= least && value <= most ? value : undefined;
  };
  const provider = providerSchema.safeParse(text('provider'));
  const seed = number('seed', 0, HIGHEST_SEED);
  const maxTurns = number('maxTurns', 1, 10_000);
  return {
    scenario: text('scenario'),
    a: text('a'),
    b: text('b'),
    provider: provider.success ? provider.data : undefined,
    players: parsePlayers((found as Record<string, unknown>)['players']),
    budgetUsd: number('budgetUsd', 0.001, 100_000),
    seed: Number.isInteger(seed) ? seed : undefined,
    maxTurns: Number.isInteger(maxTurns) ? maxTurns : undefined,
    maxMinutes: number('maxMinutes', 0.1, 240),
  };
}

/** What a link to the Run page asks for (`/?scenario=…&a=…&b=…&provider=…&seed=…`); undefined: nothing. */
export function choicesOfQuery(query: string): RunChoices | undefined {
  const asked = parseRunChoices(JSON.stringify(Object.fromEntries(new URLSearchParams(query))));
  return Object.values(asked).some((value) => value !== undefined) ? asked : undefined;
}
