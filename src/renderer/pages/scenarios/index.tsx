import { Route, Switch } from 'wouter';
import { ScenarioEditorPage } from './editor-page.tsx';
import { ScenarioListPage } from './list-page.tsx';

/** Scenarios: the list, and the editor of one. */
export default function ScenariosPage() {
  return (
    <Switch>
      <Route path="/scenarios/:id">{({ id }) => <ScenarioEditorPage key={id} id={id} />}</Route>
      <Route>
        <ScenarioListPage />
      </Route>
    </Switch>
  );
}
