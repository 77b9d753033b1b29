import { Suspense, useSyncExternalStore } from 'react';
import { Provider } from 'urql';
import { Route, Switch } from 'wouter';
import { currentClient, onClient } from './api/client';
import { pages } from './pages';
import { ErrorBoundary } from './shell/ErrorBoundary';
import { NotFound } from './shell/NotFound';
import { Shell } from './shell/Shell';
import { Loading } from './parts/states';

export function App() {
  const client = useSyncExternalStore(onClient, currentClient);
  return (
    <Provider value={client}>
      <Shell>
        <ErrorBoundary>
          <Suspense fallback={<Loading />}>
            <Switch>
              {pages.map(({ path, Page }) => (
                <Route key={path} path={path} component={Page} />
              ))}
              <Route component={NotFound} />
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </Shell>
    </Provider>
  );
}
