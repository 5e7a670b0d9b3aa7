/*
 * What a front door needs beside StudioApi: work that goes on in the host itself, such as reading a
 * file that the user named. Hosts import this and studio.ts, never the folders behind them.
 */
export { runBatch } from './conversations/batch.ts';
export { jsonText } from './exports/json-text.ts';
export { keptAudio, keptDocument } from './exports/kept-document.ts';
export { prepareDirectory, writeFailure, writeNew } from './exports/files.ts';
export { writeConversationFiles, type WrittenFile } from './exports/conversation-files.ts';
export { formatPersona, formatScenario } from './library/documents/format.ts';
export { readPersona, readScenario } from './library/documents/read-document.ts';
export type { Cipher } from './settings/cipher.ts';
export { openClosedSecrets } from './settings/closed-secrets.ts';
export { openFileSecrets } from './settings/file-secrets.ts';
export { providerWord } from './settings/provider-word.ts';
export { sessionSecrets, type SecretStore } from './settings/secret-store.ts';
