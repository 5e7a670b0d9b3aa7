import { z } from 'zod';
import type { ErrorData } from './errors.ts';
import type { StudioApi } from './studio-api.ts';
import type { StudioEvent } from './studio-events.ts';

/*
 * StudioApi between a page and its host: the same messages over the web host's WebSocket and over
 * Electron's IPC. Values are JSON.
 */

/** What a page may call: everything but what is the transport's own. */
export type RemoteStudio = Omit<StudioApi, 'subscribe' | 'close' | 'takeUpload'>;
export type StudioMethod = keyof RemoteStudio;

/** A record, so that a method that is added to StudioApi can't be forgotten here. */
const methods: Record<StudioMethod, true> = {
  startConversation: true,
  estimateRun: true,
  stopConversation: true,
  letFinish: true,
  waitForConversation: true,
  listLive: true,
  getLive: true,
  getMonitorTicket: true,
  getConversation: true,
  listEvents: true,
  listConversations: true,
  countFacets: true,
  searchTurns: true,
  annotateConversation: true,
  tagConversations: true,
  trashConversations: true,
  restoreConversations: true,
  emptyTrash: true,
  deleteConversation: true,
  getPeaks: true,
  listPersonas: true,
  getPersona: true,
  savePersona: true,
  deletePersona: true,
  listScenarios: true,
  getScenario: true,
  saveScenario: true,
  deleteScenario: true,
  describeDocuments: true,
  restoreDocument: true,
  listVersions: true,
  getVersion: true,
  parseDocument: true,
  formatDocument: true,
  listVoices: true,
  listModels: true,
  previewVoice: true,
  previewPrompt: true,
  tryText: true,
  measureExport: true,
  startExport: true,
  resumeExport: true,
  cancelExport: true,
  listExports: true,
  startImport: true,
  cancelImport: true,
  getSettings: true,
  saveSettings: true,
  setSecret: true,
  clearSecret: true,
  testConnection: true,
  testStage: true,
  readEnvFile: true,
  testEgress: true,
  getDataUsage: true,
  readLog: true,
  getReport: true,
  getOverview: true,
  getSystem: true,
  doctor: true,
};
export const studioMethods = Object.keys(methods) as StudioMethod[];

/** The largest request that a host takes, characters of JSON. */
export const MAX_REQUEST_LENGTH = 4_000_000;

export const rpcRequestSchema = z.strictObject({
  id: z.number().int().min(0),
  method: z.enum(studioMethods),
  /** Checked by the studio, which knows what each method takes. */
  args: z.array(z.unknown()).max(3),
});
export type RpcRequest = z.infer<typeof rpcRequestSchema>;

export type RpcReply =
  | { kind: 'reply'; id: number; ok: true; result: unknown }
  | { kind: 'reply'; id: number; ok: false; error: ErrorData };

/** What a host sends without being asked. */
export interface RpcPush {
  kind: 'push';
  event: StudioEvent;
}

export type FromHost = RpcReply | RpcPush;

/** What the preload script puts on `window.duologue`; a browser tab has none and uses the WebSocket. */
export interface DesktopBridge {
  platform: string;
  call(request: RpcRequest): Promise<RpcReply>;
  /** Returns the unsubscriber. */
  onPush(listener: (push: RpcPush) => void): () => void;
  /** What the application menu asks the page to do. Returns the unsubscriber. */
  onCommand(listener: (command: DesktopCommand) => void): () => void;
  /** What only a desktop window can do. */
  shell: DesktopShell;
}

export const desktopCommandSchema = z.enum([
  ...(['run', 'live', 'library', 'personas', 'scenarios', 'settings'] as const),
  ...(['palette', 'shortcuts'] as const),
]);
export type DesktopCommand = z.infer<typeof desktopCommandSchema>;

export interface DesktopShell {
  /** Undefined: the user chose none. */
  chooseDirectory(): Promise<string | undefined>;
  /**
   * Shows a folder that the studio wrote (an export, the data directory) in the file manager. Resolves
   * with what went wrong, if something did: an Error would lose its data on the way.
   */
  openDirectory(directory: string): Promise<ErrorData | undefined>;
  /**
   * Drags conversations out of the window, as folders of files (recording, JSON, text). Called while the
   * button is down. Resolves with what went wrong, if something did.
   */
  dragOut(ids: string[]): Promise<ErrorData | undefined>;
}
