import { useLingui } from '@lingui/react';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { install, type InstallWay } from './use-install.js';

export function InstallApp({ way }: { way: InstallWay }): ReactNode {
  const { i18n } = useLingui();
  return (
    <div className="card flex flex-col gap-3">
      <p className="text-quiet">{way === 'ios' ? i18n._('install.ios') : i18n._('install.text')}</p>
      {way === 'button' && (
        <button type="button" className="button self-start" onClick={() => void install()}>
          <Download aria-hidden className="size-4" />
          {i18n._('install.button')}
        </button>
      )}
    </div>
  );
}
