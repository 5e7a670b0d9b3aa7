import { Route, Switch } from 'wouter';
import { PersonaEditorPage } from './editor-page.tsx';
import { PersonaListPage } from './list-page.tsx';

/** Personas: the list, and the editor of one. */
export default function PersonasPage() {
  return (
    <Switch>
      <Route path="/personas/:id">{({ id }) => <PersonaEditorPage key={id} id={id} />}</Route>
      <Route>
        <PersonaListPage />
      </Route>
    </Switch>
  );
}
