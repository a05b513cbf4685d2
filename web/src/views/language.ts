import { setupI18n } from '@lingui/core';
import type { Language } from '../state/languages.js';
import { catalogueOf, chosenLanguage, LANGUAGE_KEY } from './catalogues.js';
import { keepChoice, onChosenElsewhere } from '../stored-choice.js';

export const i18n = setupI18n();

let wanted: Language | null = null;

/** Does nothing where another is wanted by the time that its words are here. */
export async function activateLanguage(language: Language): Promise<void> {
  wanted = language;
  i18n.load(language, await catalogueOf(language));
  if (wanted !== language) return;
  i18n.activate(language);
  document.documentElement.lang = language;
  // The installed app is named in the language in which it was installed.
  const manifest = language === 'en' ? '/manifest.webmanifest' : `/manifest.${language}.webmanifest`;
  document.querySelector('link[rel="manifest"]')?.setAttribute('href', manifest);
}

export async function chooseLanguage(language: Language): Promise<void> {
  keepChoice(LANGUAGE_KEY, language);
  await activateLanguage(language);
}

/** Speaks what another tab has chosen. */
export function followLanguage(): void {
  onChosenElsewhere(LANGUAGE_KEY, () => {
    // Without its words the page goes on in the other language.
    activateLanguage(chosenLanguage()).catch(() => undefined);
  });
}
