import { llm, voice } from '@livekit/agents';
import { z } from 'zod';
import { END_CALL_TOOL } from '../../contract/provider.ts';

const END_CALL =
  'Hang up. Call this only after both of you have said goodbye, or together with your own goodbye.';

/** The framework's agent for one persona: its instructions and the one tool that ends a call. */
export class PersonaAgent extends voice.Agent {
  private hungUp = false;

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
            this.hungUp = true;
            onHangUp();
            // No result: there is nothing left to say to it.
          },
        }),
      },
    });
  }

  /** Who has hung up answers no more, whatever the other side still says. */
  override async onUserTurnCompleted(): Promise<void> {
    if (this.hungUp) throw new voice.StopResponse();
  }
}
