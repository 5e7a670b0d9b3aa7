import { useScenario } from '../../api/queries.ts';
import { EditorGate } from '../../documents/editor-gate.tsx';
import { scenarioShelf } from '../../documents/scenario-shelf.ts';
import { ScenarioEditor } from './scenario-editor.tsx';

/** The editor of one scenario. */
export function ScenarioEditorPage({ id }: { id: string }) {
  const query = useScenario(id);
  return (
    <EditorGate shelf={scenarioShelf} query={query}>
      {(stored) => <ScenarioEditor stored={stored} />}
    </EditorGate>
  );
}
