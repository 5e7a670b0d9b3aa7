import type { SettingsView } from '../../../contract/settings.ts';
import { SIDES } from '../../../contract/side.ts';
import type { RunPlan } from './run-plan.ts';
import { sourceIn } from './players.ts';
import type { RunProblem } from './run-problem.ts';

const PROVIDERS = { href: '/settings/providers', label: 'Providers' };
const CONNECTION = { href: '/settings/connection', label: 'Connection' };

/** What the players of both sides lack, as far as the settings tell. */
export function playerProblems(plan: RunPlan, view: SettingsView): RunProblem[] {
  return [...keyProblems(plan, view), ...addressProblems(plan, view), ...agentProblems(plan, view)];
}

function keyProblems(plan: RunPlan, view: SettingsView): RunProblem[] {
  const key = view.secrets.find(({ name }) => name === 'openai-api-key');
  const wanted = SIDES.some((side) => sourceIn(plan, side) === 'openai');
  if (!wanted || (key && key.source !== 'none')) return [];
  const text = 'There is no key for OpenAI. Add one, or choose the rehearsal, which needs none.';
  return [{ weight: 'stop', text, link: { href: '/settings/keys', label: 'Keys' } }];
}

/** The environment may name the server: only the run knows. */
function addressProblems(plan: RunPlan, { settings }: SettingsView): RunProblem[] {
  const { llm, stt, tts, realtime } = settings.compatible;
  const lacking = SIDES.some((side) => {
    if (sourceIn(plan, side) !== 'openai-compatible') return false;
    const choice = plan.players[side];
    if (choice?.kind === 'realtime') return !(choice.baseUrl ?? realtime.baseUrl);
    const own = choice?.kind === 'pipeline' ? choice : undefined;
    const stages = [own?.llm?.baseUrl ?? llm.baseUrl, own?.stt?.baseUrl ?? stt.baseUrl];
    return [...stages, own?.tts?.baseUrl ?? tts.baseUrl].includes(undefined);
  });
  if (!lacking) return [];
  const text = 'Not every stage has the address of a server of your own.';
  return [{ weight: 'note', text, link: PROVIDERS }];
}

function agentProblems({ players }: RunPlan, view: SettingsView): RunProblem[] {
  if (players.b?.kind !== 'external' || view.effective.connection.kind === 'remote') return [];
  const text =
    'Your own agent is reached through your LiveKit, and this run would use the one on this computer. Choose a remote one.';
  return [{ weight: 'stop', text, link: CONNECTION }];
}
