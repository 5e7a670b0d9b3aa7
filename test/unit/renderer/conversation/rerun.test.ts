import { describe, expect, it } from 'vitest';
import { rerunPath } from '../../../../src/renderer/pages/conversation/rerun.ts';
import { choicesOfQuery } from '../../../../src/renderer/pages/run/choices.ts';
import { config } from '../../conversations/samples.ts';

const asked = (path: string) => choicesOfQuery(path.slice(path.indexOf('?')));
const ownLimits = config().scenario.limits;

describe('rerunPath', () => {
  it('asks the Run page for the same people, call, provider and seed', () => {
    expect(asked(rerunPath(config(ownLimits)))).toEqual({
      scenario: 'late-parcel',
      a: 'ann',
      b: 'ben',
      provider: 'rehearsal',
      seed: 7,
      maxTurns: undefined,
      maxMinutes: undefined,
    });
  });

  it('takes along the limits that are not the scenario’s own', () => {
    const path = rerunPath(config({ ...ownLimits, maxTurns: 8, maxMinutes: 1.5 }));
    expect(asked(path)).toMatchObject({ maxTurns: 8, maxMinutes: 1.5 });
  });
});
