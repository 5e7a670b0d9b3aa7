import { voice } from '@livekit/agents';

/**
 * Lets the model remember of each of its turns what was audible. The framework does so for turns that the
 * other side cut off; of one whose voice broke off by itself, or gave no sound, it would keep all that was
 * written. It tells of a message as soon as the turn has been played, before anything else is said.
 */
export function rememberAudible(
  agent: voice.Agent,
  session: voice.AgentSession,
  output: voice.AudioOutput,
): void {
  /** Of the turn whose message comes next; undefined: all of it. */
  let audible: string | undefined = '';
  output.on(
    voice.AudioOutput.EVENT_PLAYBACK_FINISHED,
    ({ interrupted, synchronizedTranscript }: voice.PlaybackFinishedEvent) =>
      (audible = interrupted ? synchronizedTranscript : undefined),
  );
  session.on(voice.AgentSessionEventTypes.ConversationItemAdded, ({ item }) => {
    if (item.type !== 'message' || item.role !== 'assistant') return;
    const heard = audible;
    audible = '';
    if (heard === undefined) return;
    if (heard === '') return forget(agent, item.id);
    item.content = [heard];
    item.interrupted = true;
  });
}

function forget(agent: voice.Agent, id: string): void {
  const context = agent.chatCtx.copy();
  context.remove(id);
  void agent.updateChatCtx(context);
}
