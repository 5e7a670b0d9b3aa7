import { BookOpen } from 'lucide-react';
import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import { usePersonas, useScenarios } from '../../api/queries.ts';
import { DocumentCard } from '../../documents/document-card.tsx';
import { DocumentListPage } from '../../documents/document-list-page.tsx';
import { NewDocumentDialog } from '../../documents/new-document-dialog.tsx';
import { scenarioShelf } from '../../documents/scenario-shelf.ts';
import type { DocumentActions } from '../../documents/use-document-actions.ts';
import { firstName } from '../../format/first-name.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { nameOf } from './names.ts';
import { scenarioTemplates } from './templates.ts';

/** All scenarios. */
export function ScenarioListPage() {
  const query = useScenarios();
  const personas = usePersonas().data ?? [];
  return (
    <DocumentListPage
      shelf={scenarioShelf}
      query={query}
      title="Scenarios"
      teach={{
        icon: <BookOpen />,
        title: 'No calls to make yet',
        text: 'A scenario is what a call is about: the situation that both know, what only one side knows, and when the call is over. Make one, or drop a YAML or JSON file here.',
      }}
      renderCard={(scenario, used, actions) => (
        <ScenarioCard scenario={scenario} used={used} actions={actions} personas={personas} />
      )}
      renderNew={(all, close) => (
        <NewDocumentDialog
          shelf={scenarioShelf}
          all={all}
          templates={scenarioTemplates(personas)}
          nameLabel="Title"
          namePlaceholder="Late parcel"
          onClose={close}
        />
      )}
    />
  );
}

interface ScenarioCardProps {
  scenario: Scenario;
  used: number | undefined;
  actions: DocumentActions<Scenario>;
  personas: readonly Persona[];
}

function ScenarioCard({ scenario, used, actions, personas }: ScenarioCardProps) {
  const [a, b] = [nameOf(scenario.personas.a, personas), nameOf(scenario.personas.b, personas)];
  const criteria = scenario.successCriteria.length;
  return (
    <DocumentCard
      shelf={scenarioShelf}
      document={scenario}
      actions={actions}
      picture={
        <span className="flex shrink-0 gap-1 pt-1">
          <Avatar name={a} side="a" size={24} />
          <Avatar name={b} side="b" size={24} />
        </span>
      }
      line={`${firstName(a)} and ${firstName(b)}`}
      text={scenario.summary || scenario.situation}
      used={used}
      foot={
        <span className="truncate">
          {scenario.rehearsal ? 'Scripted' : 'Unscripted'}
          {criteria > 0 && ` · ${String(criteria)} ${criteria === 1 ? 'criterion' : 'criteria'}`}
        </span>
      }
    />
  );
}
