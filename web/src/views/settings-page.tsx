import { Trans, useLingui } from '@lingui/react';
import { Download, LogOut, Wrench } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../state/model.js';
import { AppearOffline } from './appear-offline.js';
import { BlockedList } from './blocked-list.js';
import { useChat, useClient } from './client-context.js';
import { DeleteAccount } from './delete-account.js';
import { DensityChoice } from './density-choice.js';
import { FormFailure } from './form-failure.js';
import { InstallApp } from './install-app.js';
import { KeyboardSettings } from './keyboard-settings.js';
import { LanguageChoice } from './language-choice.js';
import { NotificationSettings } from './notification-settings.js';
import { PageHeader } from './page-header.js';
import { PasswordForm } from './password-form.js';
import { Profile } from './profile.js';
import { ReportList } from './report-list.js';
import { SecondFactor } from './second-factor.js';
import { SessionList } from './session-list.js';
import { StoredSwitch } from './stored-switch.js';
import { opensAtNewest } from './switches.js';
import { ThemeChoice } from './theme-choice.js';
import { touch } from './touch.js';
import { useInstallWay } from './use-install.js';
import { useMedia } from './use-media.js';

export default function SettingsPage(): ReactNode {
  const { i18n } = useLingui();
  return (
    <main className="flex min-h-0 min-w-0 flex-1 flex-col">
      <PageHeader title={i18n._('settings.title')} />
      <div className="relative min-h-0 flex-1 overflow-y-auto bg-panel px-4 py-6 pb-[max(1.5rem,env(safe-area-inset-bottom))] md:bg-page md:px-6">
        <div className="mx-auto flex max-w-xl flex-col gap-8">
          <ForStaff />
          <Section title={i18n._('settings.profile')}>
            <Profile />
          </Section>
          <Section title={i18n._('settings.language')}>
            <LanguageChoice />
          </Section>
          <Section title={i18n._('settings.theme')}>
            <ThemeChoice />
          </Section>
          <DensitySection />
          <ChatsSection />
          <Section title={i18n._('settings.notifications')}>
            <NotificationSettings />
          </Section>
          <InstallSection />
          <Section title={i18n._('settings.keyboard')}>
            <KeyboardSettings />
          </Section>
          <Section title={i18n._('settings.presence')}>
            <AppearOffline />
          </Section>
          <Section title={i18n._('settings.blocked')}>
            <BlockedList />
          </Section>
          <Section title={i18n._('settings.sessions')}>
            <SessionList />
          </Section>
          <Section title={i18n._('settings.password')}>
            <PasswordForm />
          </Section>
          <Section title={i18n._('settings.secondFactor')}>
            <SecondFactor />
          </Section>
          <Section title={i18n._('settings.data')}>
            <ExportLink />
          </Section>
          <Section title={i18n._('settings.deletion')}>
            <DeleteAccount />
          </Section>
          <SignOut />
        </div>
      </div>
    </main>
  );
}

/** What moderators and administrators find here. */
function ForStaff(): ReactNode {
  const { i18n } = useLingui();
  const role = useChat((state) => state.me?.role ?? 'member');
  if (role === 'member') return null;
  return (
    <>
      {role === 'admin' && (
        // Another page, with its own way of finding places.
        <a href="/admin" className="button self-start">
          <Wrench aria-hidden className="size-4" />
          <Trans id="settings.panel" />
        </a>
      )}
      <Section title={i18n._('settings.reports')}>
        <ReportList />
      </Section>
    </>
  );
}

/** A finger needs its room. */
function DensitySection(): ReactNode {
  const { i18n } = useLingui();
  if (useMedia(touch)) return null;
  return (
    <Section title={i18n._('settings.density')}>
      <DensityChoice />
    </Section>
  );
}

function ChatsSection(): ReactNode {
  const { i18n } = useLingui();
  return (
    <Section title={i18n._('settings.chats')}>
      <div className="card">
        <StoredSwitch label={i18n._('chats.newest')} hint={i18n._('chats.newest.hint')} of={opensAtNewest} />
      </div>
    </Section>
  );
}

/** Only where there is something to do. */
function InstallSection(): ReactNode {
  const { i18n } = useLingui();
  const way = useInstallWay();
  if (way === null) return null;
  return (
    <Section title={i18n._('settings.app')}>
      <InstallApp way={way} />
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className="flex flex-col gap-3" aria-label={title}>
      <h2 className="text-sm font-semibold text-quiet">{title}</h2>
      {children}
    </section>
  );
}

/** The browser saves it as it comes, however much it is. */
function ExportLink(): ReactNode {
  return (
    <div className="card flex flex-col items-start gap-3">
      <p className="text-sm text-quiet">
        <Trans id="settings.data.hint" />
      </p>
      <a href="/api/users/me/export" download className="button">
        <Download aria-hidden className="size-4" />
        <Trans id="settings.data.download" />
      </a>
    </div>
  );
}

function SignOut(): ReactNode {
  const client = useClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const signOut = async (): Promise<void> => {
    setFailure(await client.signOut());
  };
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-6">
      <FormFailure failure={failure} />
      <button type="button" className="button button-danger self-start" onClick={() => void signOut()}>
        <LogOut aria-hidden className="size-4" />
        <Trans id="settings.signOut" />
      </button>
    </div>
  );
}
