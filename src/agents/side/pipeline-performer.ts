import { voice } from '@livekit/agents';
import type { Pipeline } from '../../contract/provider.ts';
import { rememberAudible } from './audible-memory.ts';
import type { Performer, PerformerOptions } from './performer.ts';
import type { PersonaAgent } from './persona-agent.ts';
import { makeSession } from './session.ts';
import { makeStages, type SideStages } from './stages.ts';

/** Listens, thinks and speaks one after the other. */
export class PipelinePerformer implements Performer {
  readonly session: voice.AgentSession;
  readonly isPreparing = false;
  private readonly agent: PersonaAgent;
  private readonly stages: SideStages;

  constructor(options: PerformerOptions, player: Pipeline) {
    const { job, keys, ports, onFault, onUsage } = options;
    this.agent = options.agent;
    this.stages = makeStages({ job, player, keys, ports, onFault, onUsage });
    this.session = makeSession(this.stages);
    // The stages tell their errors themselves; without a listener the session's emitter would throw.
    this.session.on(voice.AgentSessionEventTypes.Error, () => undefined);
  }

  get isCutShort(): boolean {
    return this.stages.llm.isCutShort;
  }

  start(input: voice.AudioInput): Promise<void> {
    const { audio } = this.session.output;
    if (audio) rememberAudible(this.agent, this.session, audio);
    this.session.input.audio = input;
    return this.session.start({ agent: this.agent, record: false });
  }

  speak(instructions: string): void {
    this.session.generateReply({ instructions });
  }

  abandon(): void {
    this.stages.tts.abandon();
  }

  close(): Promise<void> {
    return this.stages.close();
  }
}
