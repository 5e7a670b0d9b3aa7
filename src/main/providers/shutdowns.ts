/** When OpenAI shuts a model down, and what is to be done. */
export interface Shutdown {
  /** ISO 8601 date */
  on: string;
  remedy: string;
}

const REALTIME = 'Choose gpt-realtime-2.1 or gpt-realtime-2.1-mini.';
const SPEECH =
  'OpenAI names no other model for speaking: take the voice from another server, or let a speech-to-speech model play the side.';
const LISTENING = 'Choose gpt-transcribe, or gpt-live-transcribe.';

/** By OpenAI's deprecations page (developers.openai.com/api/docs/deprecations), as of MODELS_AS_OF. */
const SHUTDOWNS: readonly (readonly [on: string, models: RegExp, remedy: string])[] = [
  ['2026-12-11', /^(gpt-5(-mini|-nano)?|o3)$/, 'Choose gpt-5.6-terra or gpt-6-luna.'],
  ['2027-01-06', /^(tts-1(-hd)?|gpt-4o-mini-tts)$/, SPEECH],
  ['2027-01-14', /^(gpt-4o|gpt-4\.1)(-mini)?$/, 'Choose gpt-6-luna.'],
  ['2027-01-20', /^gpt-realtime(-mini)?$/, REALTIME],
  ['2027-02-26', /^(whisper-1|gpt-4o-(mini-)?transcribe(-diarize)?)$/, LISTENING],
  ['2027-04-01', /^(gpt-5\.1|gpt-5\.4-nano)$/, 'Choose gpt-6-luna.'],
];

/** What OpenAI announced about a model or a dated version of it; undefined: nothing that was known. */
export function shutdownOf(model: string): Shutdown | undefined {
  const name = model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const found = SHUTDOWNS.find(([, models]) => models.test(name));
  return found && { on: found[0], remedy: found[2] };
}
