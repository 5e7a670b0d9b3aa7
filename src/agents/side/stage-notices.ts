import type { ErrorData } from '../../contract/errors.ts';

/** What people are told when a model is served without something that was wished for; the call goes on. */

/** @param name of the persona */
export function withoutParameter(name: string, model: string, parameter: string): ErrorData {
  if (parameter === 'tools') return withoutTools(name, model);
  return {
    code: 'provider-failed',
    message: `The LLM of ${name} (model "${model}") does not take "${parameter}": it was left out.`,
    remedy: 'Leave it empty in the settings, or choose another model.',
    details: { stage: `LLM of ${name}`, model, parameter },
  };
}

function withoutTools(name: string, model: string): ErrorData {
  return {
    code: 'provider-failed',
    message: `The LLM of ${name} (model "${model}") can't use tools, so ${name} can't hang up.`,
    remedy:
      'The call ends when the other side hangs up, or at its limit of turns or minutes. Choose a model with tools if it shall end by itself.',
    details: { stage: `LLM of ${name}`, model, parameter: 'tools' },
  };
}

/** @param name of the persona */
export function withoutRealtime(name: string, model: string): ErrorData {
  return {
    code: 'provider-failed',
    message: `The server of the STT of ${name} (model "${model}") can't listen in real time: each stretch of speech is sent when it has been said.`,
    remedy: 'Nothing has to be done. Choose "batch" for STT to do without this notice.',
    details: { stage: `STT of ${name}`, model },
  };
}
