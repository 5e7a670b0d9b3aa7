import type { Persona } from '../../../contract/persona.ts';
import type { PlayerChoice, Provider } from '../../../contract/provider.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { Side } from '../../../contract/side.ts';

/** What plays each side where it isn't the plain pipeline of the run's provider. */
export type Players = { [S in Side]?: PlayerChoice };

/** Choices with what they stand for. Undefined: it isn't in the library (any more). */
export interface RunPlan {
  scenario: Scenario | undefined;
  a: Persona | undefined;
  b: Persona | undefined;
  provider: Provider;
  players: Players;
  /** The user chose somebody else than the scenario names. */
  ownPeople: boolean;
}
