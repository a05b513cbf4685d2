import type { ReactNode } from 'react';
import { usePageTitle } from './page-title.js';

/** The head of a page that is no chat; the browser's tab has the same title. */
export function PageHeader({ title }: { title: string }): ReactNode {
  usePageTitle(title);
  return (
    <header className="flex min-h-14 items-center border-b border-line px-4 pt-[env(safe-area-inset-top)] md:px-6">
      <h1 className="font-semibold">{title}</h1>
    </header>
  );
}
