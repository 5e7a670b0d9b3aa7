import { llm, voice } from '@livekit/agents';
import { z } from 'zod';
import { END_CALL_TOOL } from '../../contract/provider.ts';

const END_CALL =
  'Hang up. Call this only after both of you have said goodbye, or together with your own goodbye.';

/** The framework's agent for one persona: its instructions and the one tool that ends a call. */
export class PersonaAgent extends voice.Agent {
  private hushed = false;

  /** @param onHangUp called when the goodbye (if there was one) has been played */
  constructor(instructions: string, onHangUp: () => void) {
    super({
      instructions,
      tools: {
        [END_CALL_TOOL]: llm.tool({
          description: END_CALL,
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

  override async onUserTurnCompleted(): Promise<void> {
    if (this.hushed) throw new voice.StopResponse();
  }
}
