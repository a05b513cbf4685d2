import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { Choice } from './choice.js';
import { chooseTheme, chosenTheme, onThemeElsewhere, type Theme } from './theme.js';
import { useChosen } from './use-chosen.js';

export function ThemeChoice(): ReactNode {
  const { i18n } = useLingui();
  const [theme, choose] = useChosen({ read: chosenTheme, choose: chooseTheme, onElsewhere: onThemeElsewhere });
  const options: { value: Theme; label: string }[] = [
    { value: 'auto', label: i18n._('theme.auto') },
    { value: 'light', label: i18n._('theme.light') },
    { value: 'dark', label: i18n._('theme.dark') },
  ];
  return <Choice legend={i18n._('settings.theme')} options={options} chosen={theme} onChoose={choose} />;
}
