import { Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { Page } from '../ui/page.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { NotFound } from './not-found.tsx';
import { pages } from './pages.ts';

/** Which page stands at which address. A page that breaks leaves the sidebar alive. */
export function Routes() {
  const [path] = useLocation();
  return (
    <ErrorBoundary resetKey={path}>
      {/* The page's code is on its way: an empty page rather than a jumping one. */}
      <Suspense fallback={<Page title="">{null}</Page>}>
        <Switch>
          <Route path="/" component={pages.run.Page} />
          <Route path="/live/:id?" component={pages.live.Page} />
          <Route path="/library" component={pages.library.Page} />
          <Route path="/library/:id" component={pages.conversation.Page} />
          <Route path="/personas/:id?" component={pages.personas.Page} />
          <Route path="/scenarios/:id?" component={pages.scenarios.Page} />
          <Route path="/settings/:section?" component={pages.settings.Page} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
