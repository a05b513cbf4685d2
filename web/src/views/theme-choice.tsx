import { useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import { Choice } from './choice.js';
import { chooseTheme, chosenTheme, onThemeElsewhere, type Theme } from './theme.js';

export function ThemeChoice(): ReactNode {
  const { i18n } = useLingui();
  const [theme, setTheme] = useState(chosenTheme);
  useEffect(
    () =>
      onThemeElsewhere(() => {
        setTheme(chosenTheme());
      }),
    [],
  );
  const options: { value: Theme; label: string }[] = [
    { value: 'auto', label: i18n._('theme.auto') },
    { value: 'light', label: i18n._('theme.light') },
    { value: 'dark', label: i18n._('theme.dark') },
  ];
  const choose = (next: Theme): void => {
    chooseTheme(next);
    setTheme(next);
  };
  return <Choice legend={i18n._('settings.theme')} options={options} chosen={theme} onChoose={choose} />;
}
