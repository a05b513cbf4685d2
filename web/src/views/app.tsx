import { lazy, type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ChatPage } from './chat-page.js';
import { useChat } from './client-context.js';
import { RegisterPage } from './register-page.js';
import { Shell } from './shell.js';
import { SignInPage } from './sign-in-page.js';
import { UnreachablePage } from './unreachable-page.js';

const SettingsPage = lazy(() => import('./settings-page.js'));

export function App(): ReactNode {
  const session = useChat((state) => state.session);
  if (session === 'unknown') return null;
  if (session === 'unreachable') return <UnreachablePage />;
  return session === 'signed-in' ? <SignedIn /> : <SignedOut />;
}

function SignedOut(): ReactNode {
  return (
    <Switch>
      <Route path="/register" component={RegisterPage} />
      <Route path="/login" component={SignInPage} />
      <Route>
        <Redirect to="/login" replace />
      </Route>
    </Switch>
  );
}

function SignedIn(): ReactNode {
  const [path] = useLocation();
  return (
    <Shell pane={path === '/channels' ? 'list' : 'main'}>
      <Switch>
        <Route path="/settings">
          <Suspense fallback={null}>
            <SettingsPage />
          </Suspense>
        </Route>
        <Route path="/c/:channelId">{({ channelId }) => <ChatPage channelId={channelId} />}</Route>
        <Route path="/channels">
          <ChatPage />
        </Route>
        <Route path="/">
          <ChatPage />
        </Route>
        <Route>
          <Redirect to="/" replace />
        </Route>
      </Switch>
    </Shell>
  );
}
