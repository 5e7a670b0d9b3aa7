import { UserRound } from 'lucide-react';
import type { Persona } from '../../../contract/persona.ts';
import { usePersonas, useVoices } from '../../api/queries.ts';
import { DocumentCard } from '../../documents/document-card.tsx';
import { DocumentListPage } from '../../documents/document-list-page.tsx';
import { NewDocumentDialog } from '../../documents/new-document-dialog.tsx';
import { personaShelf } from '../../documents/persona-shelf.ts';
import type { DocumentActions } from '../../documents/use-document-actions.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { personaTemplates } from './templates.ts';
import { VoicePreview } from './voice-preview.tsx';

/** All personas. */
export function PersonaListPage() {
  const query = usePersonas();
  return (
    <DocumentListPage
      shelf={personaShelf}
      query={query}
      title="Personas"
      teach={{
        icon: <UserRound />,
        title: 'Nobody here yet',
        text: 'A persona is somebody who can speak in a conversation: a character, a goal, facts that only they know, and a voice. Make one, or drop a YAML or JSON file here.',
      }}
      renderCard={(persona, used, actions) => (
        <PersonaCard persona={persona} used={used} actions={actions} />
      )}
      renderNew={(all, close) => (
        <NewDocumentDialog
          shelf={personaShelf}
          all={all}
          templates={personaTemplates}
          nameLabel="Name"
          namePlaceholder="Maya Ortiz"
          onClose={close}
        />
      )}
    />
  );
}

interface PersonaCardProps {
  persona: Persona;
  used: number | undefined;
  actions: DocumentActions<Persona>;
}

function PersonaCard({ persona, used, actions }: PersonaCardProps) {
  const voices = useVoices('rehearsal');
  const voice = persona.voices.rehearsal;
  const label = voices.data?.find(({ id }) => id === voice)?.label ?? voice;
  return (
    <DocumentCard
      shelf={personaShelf}
      document={persona}
      actions={actions}
      picture={<Avatar name={persona.name} />}
      line={persona.role}
      text={persona.goal || persona.summary}
      used={used}
      foot={
        voice && (
          <>
            <VoicePreview
              provider="rehearsal"
              voice={voice}
              language={persona.language}
              label={`${persona.name}’s voice`}
              className="-ml-2"
            />
            <span className="truncate">{label}</span>
          </>
        )
      }
    />
  );
}
