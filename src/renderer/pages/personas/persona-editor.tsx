import { Play } from 'lucide-react';
import { useForm } from 'react-hook-form';
import type { Persona } from '../../../contract/persona.ts';
import { usePersonas, useScenarios } from '../../api/queries.ts';
import { CardMenu } from '../../documents/document-card.tsx';
import { EditorFrame } from '../../documents/editor-frame.tsx';
import { useModelView } from '../../documents/model-view.tsx';
import { personaShelf } from '../../documents/persona-shelf.ts';
import { plainResolver } from '../../documents/plain-resolver.ts';
import { useEditorActions } from '../../documents/use-editor-actions.ts';
import { useEditing } from '../../documents/use-editing.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { CallChoice, runPath, useCallChoice } from './call-choice.tsx';
import { CharacterCard } from './character-card.tsx';
import { MannerCard } from './manner-card.tsx';
import { VoiceCard } from './voice-card.tsx';
import { WhoCard } from './who-card.tsx';

const resolver = plainResolver(personaShelf.schema);

/** The form of a persona, with what the model gets and a written try-out beside it. */
export function PersonaEditor({ stored }: { stored: Persona }) {
  const form = useForm<Persona>({ resolver, defaultValues: stored, mode: 'onChange' });
  const editing = useEditing({ shelf: personaShelf, form, stored });
  const personas = usePersonas().data ?? [];
  const scenarios = useScenarios().data ?? [];
  const actions = useEditorActions(personaShelf, personas, editing);
  const choice = useCallChoice(stored.id, scenarios);
  const persona = editing.valid;
  const aside = useModelView({
    request: { persona, ...choice.request },
    outdated: editing.state.kind === 'invalid',
    controls: (
      <CallChoice choice={choice} self={persona.id} personas={personas} scenarios={scenarios} />
    ),
  });
  return (
    <EditorFrame
      shelf={personaShelf}
      editing={editing}
      asideTitle="What comes of it"
      aside={aside}
      actions={
        <>
          <ButtonLink size="sm" href={runPath(persona.id, choice)} icon={<Play aria-hidden />}>
            Use in a run
          </ButtonLink>
          <CardMenu name={persona.name} document={persona} actions={actions} />
        </>
      }
    >
      <WhoCard form={form} />
      <CharacterCard form={form} />
      <MannerCard form={form} />
      <VoiceCard form={form} tags={personas.flatMap(({ tags }) => tags)} />
    </EditorFrame>
  );
}
