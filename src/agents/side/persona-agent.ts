import { llm, voice } from '@livekit/agents';
import { z } from 'zod';
import { END_CALL_DESCRIPTION } from '../../contract/instructions.ts';
import { END_CALL_TOOL, WRAP_UP_INSTRUCTION } from '../../contract/provider.ts';

/** The framework's agent for one persona: its instructions and the one tool that ends a call. */
export class PersonaAgent extends voice.Agent {
  private hushed = false;
  private wrappingUp = false;

  /** @param onHangUp called when the goodbye (if there was one) has been played */
  constructor(instructions: string, onHangUp: () => void) {
    super({
      instructions,
      tools: {
        [END_CALL_TOOL]: llm.tool({
          description: END_CALL_DESCRIPTION,
          parameters: z.object({}),
          execute: async (_arguments, { ctx }) => {
            await ctx.waitForPlayout();
            // Cut off in the goodbye, people stay on the line.
            if (ctx.speechHandle.interrupted) return;
            this.hush();
            onHangUp();
            // No result: there is nothing left to say to it.
          },
        }),
      },
    });
  }

  /** From now on no turn of the other side is answered: this side has hung up, or the call is full. */
  hush(): void {
    this.hushed = true;
  }

  get isHushed(): boolean {
    return this.hushed;
  }

  get isWrappingUp(): boolean {
    return this.wrappingUp;
  }

  /** From the next reply on the model is told to say goodbye and to hang up. */
  wrapUp(): void {
    this.wrappingUp = true;
  }

  /** The one way to the model of every reply: answers, prepared ones too, and words into a silence. */
  override llmNode(
    ...[chatCtx, toolCtx, settings]: Parameters<voice.Agent['llmNode']>
  ): ReturnType<voice.Agent['llmNode']> {
    // An answer that will not be said is not prepared either: it would be paid for.
    if (this.hushed) return Promise.resolve(null);
    return super.llmNode(this.wrappingUp ? told(chatCtx) : chatCtx, toolCtx, settings);
  }

  override async onUserTurnCompleted(): Promise<void> {
    if (this.hushed) throw new voice.StopResponse();
  }
}

/** What the model gets, with the wish to come to an end as its last message. */
function told(chatCtx: llm.ChatContext): llm.ChatContext {
  const context = chatCtx.copy();
  context.addMessage({ role: 'system', content: WRAP_UP_INSTRUCTION });
  return context;
}
