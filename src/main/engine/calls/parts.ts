import { z } from 'zod';
import { parseInput } from '../../../contract/errors.ts';
import type { SystemPart } from '../../../contract/studio-events.ts';
import type { FreezeOptions } from '../../conversations/freeze.ts';
import type { EnginePort } from '../../conversations/ports.ts';
import type { RunService } from '../../conversations/run-service.ts';
import type { Exports } from '../../exports/exports.ts';
import type { Imports } from '../../imports/imports.ts';
import type { Uploads } from '../../imports/uploads.ts';
import type { Library } from '../../library/index.ts';
import type { Log } from '../../log.ts';
import type { SettingsService } from '../../settings/settings-service.ts';
import type { EgressPart } from '../egress/egress-part.ts';
import type { StudioListeners } from '../listeners.ts';
import type { ProvidersPart } from '../providers-part.ts';
import type { LivekitLinkOptions } from '../livekit-link.ts';

/** What the calls of StudioApi work with. */
export interface StudioParts {
  library: Library;
  engine: EnginePort & {
    /** Keys or connection are others now. */
    handleSettings(): Promise<void>;
    /** How all parts stand, and every change of it. */
    system(): SystemPart[];
    onSystem(listener: (parts: SystemPart[]) => void): () => void;
    close(): Promise<void>;
  };
  runs: RunService;
  /** What is known of the providers in this session. */
  providers: ProvidersPart;
  listeners: StudioListeners;
  /** What holds now; `settings.sources()` is what stagesFor and try-outs take. */
  settings: SettingsService;
  exports: Exports;
  imports: Imports;
  uploads: Uploads;
  egress: EgressPart;
  /** How an embedded server is found and started. */
  embedded: Omit<LivekitLinkOptions, 'target'>;
  /** With what `.env.local` adds. */
  env: NodeJS.ProcessEnv;
  appVersion: string;
  log: Log;
}

/**
 * What a run is frozen from, as it is set now.
 * Throws `invalid-input` for a remote connection that isn't wholly set.
 */
export function freezeOptions({ library, settings, appVersion }: StudioParts): FreezeOptions {
  const target = settings.connections.target();
  const connection =
    target.kind === 'local' ? { kind: target.kind } : { kind: target.kind, url: target.url };
  const { budgetUsd } = settings.settings;
  return { ...settings.sources(), shelves: library, connection, appVersion, budgetUsd };
}

const idSchema = z.string().min(1).max(200);

/** An id as a front door gave it. Throws `invalid-input`. */
export function checkedId(id: unknown): string {
  return parseInput(idSchema, id, 'The id');
}
