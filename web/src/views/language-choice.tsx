import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Language } from '../state/languages.js';
import { Choice } from './choice.js';
import { chooseLanguage } from './language.js';

/** Languages are named in themselves: who needs the switch cannot read the page. */
const OPTIONS: { value: Language; label: string; lang: string }[] = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'ru', label: 'Русский', lang: 'ru' },
];

export function LanguageChoice(): ReactNode {
  const { i18n } = useLingui();
  return (
    <Choice
      legend={i18n._('settings.language')}
      options={OPTIONS}
      chosen={i18n.locale}
      onChoose={(language) => void chooseLanguage(language)}
    />
  );
}
