import { lazy, type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ChatPage } from './chat-page.js';
import { useChat } from './client-context.js';
import { Dialogs } from './dialogs.js';
import { FailureToast } from './failure-toast.js';
import { InvitedGuest, InvitePage } from './invite-page.js';
import { waitingInvite } from './invite-token.js';
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
      <Route path="/invite" component={InvitedGuest} />
      <Route>
        <Redirect to="/login" replace />
      </Route>
    </Switch>
  );
}

function SignedIn(): ReactNode {
  const [path] = useLocation();
  return (
    <FailureToast>
      <Dialogs>
        <Shell pane={path === '/channels' ? 'list' : 'main'}>
          <Pages />
        </Shell>
      </Dialogs>
    </FailureToast>
  );
}

function Pages(): ReactNode {
  return (
    <Switch>
      <Route path="/settings">
        <Suspense fallback={null}>
          <SettingsPage />
        </Suspense>
      </Route>
      <Route path="/invite" component={InvitePage} />
      <Route path="/c/:channelId">{({ channelId }) => <ChatPage channelId={channelId} />}</Route>
      <Route path="/channels">
        <ChatPage />
      </Route>
      <Route path="/">
        <ChatPage />
      </Route>
      <Route>
        <Redirect to={waitingInvite() === null ? '/' : '/invite'} replace />
      </Route>
    </Switch>
  );
}
