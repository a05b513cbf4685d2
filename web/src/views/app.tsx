import { type ReactNode, useEffect, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useChat } from './client-context.js';
import { Dialogs } from './dialogs.js';
import { Toasts } from './toast.js';
import { InvitedGuest } from './invited-guest.js';
import { waitingInvite } from './invite-token.js';
import { lazyPage } from './lazy-page.js';
import { Notifications } from './notifications.js';
import { Shell } from './shell.js';
import { SignInPage } from './sign-in-page.js';
import { UnreachablePage } from './unreachable-page.js';
import { UpdateBar } from './update-bar.js';
import { useLeaveWarning } from './use-leave-warning.js';

/** Asked for with the first page, and after it: the list of chats is there the sooner, and is drawn meanwhile. */
const chatCode = import('./chat-page.js');
const ChatPage = lazyPage(() => import('./chat-page.js'), chatCode);
const SearchPage = lazyPage(() => import('./search-page.js'));
const PeoplePage = lazyPage(() => import('./people-page.js'));
const SettingsPage = lazyPage(() => import('./settings-page.js'));
const InvitePage = lazyPage(() => import('./invite-page.js'));
const ResetPage = lazyPage(() => import('./reset-page.js'));
const LostSecondFactorPage = lazyPage(() => import('./lost-second-factor-page.js'));
const RegisterPage = lazyPage(() => import('./register-page.js'));

/** The list of chats, which a narrow screen shows by itself. */
const LIST = '/channels';

export function App(): ReactNode {
  const session = useChat((state) => state.session);
  const [path] = useLocation();
  // Also for somebody who is signed in here: they may have forgotten or lost it all the same.
  if (path === '/reset') return <ResetPage />;
  if (path === '/second-factor') return <LostSecondFactorPage />;
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
  const [page, setPage] = useState(path);
  // Behind the list of chats on a narrow screen the page that was left stays as it was.
  if (page !== path && path !== LIST) setPage(path);
  useLeaveWarning();
  useChatCode();
  return (
    <Toasts>
      <Dialogs>
        <div className="flex h-dvh flex-col">
          <UpdateBar />
          <Notifications />
          <Shell pane={path === LIST ? 'list' : 'main'}>
            <Pages path={page} />
          </Shell>
        </div>
      </Dialogs>
    </Toasts>
  );
}

/** Draws again when it is there: behind the list of chats on a narrow screen the page itself would not. */
function useChatCode(): void {
  const [, setIsThere] = useState(false);
  useEffect(() => {
    chatCode.then(
      () => {
        setIsThere(true);
      },
      () => undefined,
    );
  }, []);
}

function Pages({ path }: { path: string }): ReactNode {
  return (
    <Switch location={path}>
      <Route path="/settings" component={SettingsPage} />
      <Route path="/people" component={PeoplePage} />
      <Route path="/search" component={SearchPage} />
      <Route path="/invite" component={InvitePage} />
      <Route path="/c/:channelId">{({ channelId }) => <ChatPage channelId={channelId} />}</Route>
      <Route path={LIST}>
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
