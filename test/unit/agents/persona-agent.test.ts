import { llm, voice } from '@livekit/agents';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PersonaAgent } from '../../../src/agents/side/persona-agent.ts';
import { WRAP_UP_INSTRUCTION } from '../../../src/contract/provider.ts';

describe('PersonaAgent', () => {
  afterEach(() => vi.restoreAllMocks());

  /** What the framework's own node would send to the model. */
  function sentBy(agent: PersonaAgent, context: llm.ChatContext): string[] {
    const node = vi.spyOn(voice.Agent.default, 'llmNode').mockResolvedValue(null);
    void agent.llmNode(context, new llm.ToolContext([]), {});
    const sent = node.mock.lastCall?.[1];
    return (sent?.items ?? []).flatMap((item) =>
      item.type === 'message' ? [`${item.role}: ${item.textContent}`] : [],
    );
  }

  function context(): llm.ChatContext {
    const messages = llm.ChatContext.empty();
    messages.addMessage({ role: 'system', content: 'You are Ann.' });
    messages.addMessage({ role: 'user', content: 'Hello?' });
    return messages;
  }

  it('gives the model what the framework gives it', () => {
    const agent = new PersonaAgent('You are Ann.', () => {});
    expect(sentBy(agent, context())).toEqual(['system: You are Ann.', 'user: Hello?']);
  });

  it('tells the model last of all to come to an end, and leaves no trace in the history', () => {
    const agent = new PersonaAgent('You are Ann.', () => {});
    agent.wrapUp();
    const messages = context();
    expect(sentBy(agent, messages)).toEqual([
      'system: You are Ann.',
      'user: Hello?',
      `system: ${WRAP_UP_INSTRUCTION}`,
    ]);
    expect(messages.items).toHaveLength(2);
  });
});
