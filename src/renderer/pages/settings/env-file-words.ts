import type { EnvFile } from '../../../contract/settings.ts';

/** What was taken over, in one sentence. */
export function envFileWords(found: EnvFile, name: string): string {
  const connection = `the connection ${name}${found.hasKeys ? '' : ', which still needs its key and secret'}`;
  const parts = [
    ...(found.connectionId === null ? [] : [connection]),
    ...(found.tookOpenaiKey ? ['the key for the language model'] : []),
    ...(found.model === null ? [] : [`the model ${found.model}`]),
  ];
  const list = new Intl.ListFormat('en').format(parts);
  return `Taken over: ${list || 'the address of the language model'}.`;
}
