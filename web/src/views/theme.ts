import { keepChoice, onChosenElsewhere, readChoice } from '../stored-choice.js';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'veche.theme';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

export function chosenTheme(): Theme {
  return readChoice(KEY, THEMES) ?? 'auto';
}

export function chooseTheme(theme: Theme): void {
  keepChoice(KEY, theme);
  apply();
}

/** @returns the way to stop */
export const onThemeElsewhere = (tell: () => void): (() => void) => onChosenElsewhere(KEY, tell);

/** The first theme is set by public/theme.js before the first paint; this follows the system and other tabs. */
export function followTheme(): void {
  apply();
  systemIsDark.addEventListener('change', apply);
  onThemeElsewhere(apply);
}

function apply(): void {
  const theme = chosenTheme();
  const dark = theme === 'dark' || (theme === 'auto' && systemIsDark.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  const page = getComputedStyle(document.documentElement).getPropertyValue('--page');
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', page);
}
