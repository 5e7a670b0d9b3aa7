export { openLibrary } from './open-library.ts';
export type { Library } from './library.ts';
export type { Ending } from './conversations.ts';
export { seedSamples, type SampleSet } from './samples.ts';
export { formatPersona, formatScenario } from './documents/format.ts';
export { parsePersona, parseScenario } from './documents/parse.ts';
export { readPersona, readScenario } from './documents/read-document.ts';
export { loadSamples } from './documents/load-samples.ts';
