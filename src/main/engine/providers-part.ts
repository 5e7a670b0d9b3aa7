import type { ConversationConfig } from '../../contract/conversation.ts';
import type { Examined, ExamineOptions, ProvidersPort } from '../conversations/run-providers.ts';
import { keyRing } from '../providers/keys.ts';
import { KnownAnswers } from '../providers/known-answers.ts';
import { nameNotices } from '../providers/name-notices.ts';
import { askStage } from '../providers/stage-test.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { adaptedStages, preflight } from './preflight.ts';

/** What is known of the providers in this session, and what finds it out before a run. */
export class ProvidersPart implements ProvidersPort {
  readonly known = new KnownAnswers(askStage);
  readonly #settings: Pick<SettingsService, 'sources' | 'settings'>;

  constructor(settings: Pick<SettingsService, 'sources' | 'settings'>) {
    this.#settings = settings;
  }

  async examine(config: ConversationConfig, options: ExamineOptions): Promise<Examined> {
    const ports = { keys: keyRing(this.#settings.sources()), known: this.known };
    const isWanted = options.preflight ?? this.#settings.settings.preflight;
    const findings = isWanted ? await preflight(config, { ...ports, signal: options.signal }) : [];
    const { stages, notices } = adaptedStages(config, ports);
    const isProven = (kind: string, model: string): boolean =>
      findings.some(({ test }) => test.stage === kind && test.model === model);
    return {
      stages,
      notices: [...nameNotices(config, isProven, Date.now()), ...notices],
      answers: findings.length,
    };
  }
}
