import type { StudioApi } from '../../../contract/studio-api.ts';

/** What the commands ask of the engine. */
export type CliStudio = Pick<
  StudioApi,
  | 'startConversation'
  | 'stopConversation'
  | 'waitForConversation'
  | 'getConversation'
  | 'listEvents'
  | 'listConversations'
  | 'searchTurns'
  | 'deleteConversation'
  | 'listPersonas'
  | 'getPersona'
  | 'savePersona'
  | 'deletePersona'
  | 'listScenarios'
  | 'getScenario'
  | 'saveScenario'
  | 'deleteScenario'
  | 'measureExport'
  | 'startExport'
  | 'resumeExport'
  | 'cancelExport'
  | 'startImport'
  | 'cancelImport'
  | 'doctor'
  | 'subscribe'
  | 'close'
>;
