import { personaSchema, type Persona } from '../../contract/persona.ts';

/**
 * Who an agent of the user's own is in transcripts and prompts. It plays itself: nothing of this reaches it.
 *
 * @param choice `name`: how it is called. Without it: by its agent name.
 */
export function externalPersona(choice: { agentName: string; name?: string | undefined }): Persona {
  const name = (choice.name ?? choice.agentName).trim().slice(0, 80) || 'Agent';
  return personaSchema.parse({
    id: 'external-agent',
    name,
    role: 'agent',
    summary: 'An agent of your own, on your LiveKit',
    instructions: 'You are the agent that is called.',
  });
}
