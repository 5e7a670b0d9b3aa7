/*
 * What a front door needs beside StudioApi: work that goes on in the host itself, such as reading a
 * file that the user named. Hosts import this and studio.ts, never the folders behind them.
 */
export { runBatch } from './conversations/batch.ts';
export { formatPersona, formatScenario } from './library/documents/format.ts';
export { readPersona, readScenario } from './library/documents/read-document.ts';
