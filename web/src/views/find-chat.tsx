import { useLingui } from '@lingui/react';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { lazyDialog, useLazyDialog } from './lazy-dialog.js';

const switcherDialog = lazyDialog(() => import('./quick-switcher.js'));

export function useOpenSwitcher(): () => void {
  const open = useLazyDialog(switcherDialog);
  return () => {
    open((QuickSwitcher, onClose) => <QuickSwitcher onClose={onClose} />);
  };
}

/** Looks like the field that it opens. */
export function FindChat(): ReactNode {
  const { i18n } = useLingui();
  const open = useOpenSwitcher();
  return (
    <button
      type="button"
      className="flex min-h-11 min-w-0 flex-1 items-center gap-2 rounded-lg border border-edge/50 bg-raised px-3 text-left text-quiet hover:bg-hover md:min-h-9"
      onClick={open}
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="truncate">{i18n._('switcher.title')}</span>
    </button>
  );
}
