import { Play } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useLocation } from 'wouter';
import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import { otherSide, type Side } from '../../../contract/side.ts';
import { usePersonas, useScenarios } from '../../api/queries.ts';
import { CardMenu } from '../../documents/document-card.tsx';
import { EditorFrame } from '../../documents/editor-frame.tsx';
import { useModelView } from '../../documents/model-view.tsx';
import { plainResolver } from '../../documents/plain-resolver.ts';
import { scenarioShelf } from '../../documents/scenario-shelf.ts';
import { useEditorActions } from '../../documents/use-editor-actions.ts';
import { useEditing } from '../../documents/use-editing.ts';
import { runScenario } from '../../shell/run-scenario.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { CallCard } from './call-card.tsx';
import { CastCard } from './cast-card.tsx';
import { EndCard } from './end-card.tsx';
import { nameOf } from './names.ts';
import { ScriptCard } from './script-card.tsx';
import { ShelfCard } from './shelf-card.tsx';

const resolver = plainResolver(scenarioShelf.schema);

/** The form of a scenario, with what the models get and a written try-out beside it. */
export function ScenarioEditor({ stored }: { stored: Scenario }) {
  const form = useForm<Scenario>({ resolver, defaultValues: stored, mode: 'onChange' });
  const editing = useEditing({ shelf: scenarioShelf, form, stored });
  const [, navigate] = useLocation();
  const [side, setSide] = useState<Side>('a');
  const [starting, setStarting] = useState(false);
  const personas = usePersonas().data ?? [];
  const scenarios = useScenarios().data ?? [];
  const actions = useEditorActions(scenarioShelf, scenarios, editing);
  const scenario = editing.valid;
  const names = {
    a: nameOf(scenario.personas.a, personas),
    b: nameOf(scenario.personas.b, personas),
  };
  const aside = useModelView({
    request: requestOf(scenario, side, personas),
    outdated: editing.state.kind === 'invalid',
    controls: (
      <Segmented
        size="sm"
        label="Whose model"
        value={side}
        onChange={setSide}
        options={[
          { value: 'a', label: names.a },
          { value: 'b', label: names.b },
        ]}
      />
    ),
  });
  const run = async () => {
    setStarting(true);
    await editing.flush();
    await runScenario(scenario.id, navigate);
    setStarting(false);
  };
  return (
    <EditorFrame
      shelf={scenarioShelf}
      editing={editing}
      asideTitle="What comes of it"
      aside={aside}
      actions={
        <>
          <Button size="sm" icon={<Play aria-hidden />} busy={starting} onClick={() => void run()}>
            Run
          </Button>
          <CardMenu name={scenario.title} document={scenario} actions={actions} />
        </>
      }
    >
      <CallCard form={form} names={names} />
      <CastCard form={form} personas={personas} />
      <EndCard form={form} />
      <ShelfCard form={form} tags={scenarios.flatMap(({ tags }) => tags)} />
      <ScriptCard form={form} names={names} />
    </EditorFrame>
  );
}

function requestOf(scenario: Scenario, side: Side, personas: readonly Persona[]) {
  const persona = personas.find(({ id }) => id === scenario.personas[side]);
  const other = scenario.personas[otherSide(side)];
  if (!persona || !personas.some(({ id }) => id === other)) return undefined;
  return { persona, side, scenario, other };
}
