import { usePersona } from '../../api/queries.ts';
import { EditorGate } from '../../documents/editor-gate.tsx';
import { personaShelf } from '../../documents/persona-shelf.ts';
import { PersonaEditor } from './persona-editor.tsx';

/** The editor of one persona. */
export function PersonaEditorPage({ id }: { id: string }) {
  const query = usePersona(id);
  return (
    <EditorGate shelf={personaShelf} query={query}>
      {(stored) => <PersonaEditor stored={stored} />}
    </EditorGate>
  );
}
