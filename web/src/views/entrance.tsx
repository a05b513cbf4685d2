import type { ReactNode } from 'react';
import { Bell } from './bell.js';
import { LanguageChoice } from './language-choice.js';
import { usePageTitle } from './page-title.js';

interface EntranceProps {
  title: string;
  children: ReactNode;
  footer: ReactNode;
}

/** The frame of the pages before the chat: sign in and register. */
export function Entrance({ title, children, footer }: EntranceProps): ReactNode {
  usePageTitle(title);
  return (
    <div className="flex min-h-dvh flex-col bg-panel px-4 pt-[env(safe-area-inset-top)] pb-[max(1rem,env(safe-area-inset-bottom))]">
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-5 py-6">
        <div className="flex flex-col items-center gap-3">
          <Bell className="size-12" />
          <h1 className="text-center text-2xl font-semibold tracking-tight">{title}</h1>
        </div>
        <div className="card flex flex-col gap-5 sm:p-6">{children}</div>
        <p className="text-center text-quiet">{footer}</p>
      </main>
      <footer className="mx-auto w-full max-w-sm">
        <LanguageChoice />
      </footer>
    </div>
  );
}
