import { setupI18n } from '@lingui/core';
import { type Language, LANGUAGES } from '../state/languages.js';
import { keepChoice, readChoice } from './stored-choice.js';

const KEY = 'veche.language';
const CATALOGUES = {
  en: () => import('../locales/en.po'),
  ru: () => import('../locales/ru.po'),
} as const;

export const i18n = setupI18n();

/** What was chosen here before, else the first language of the browser that we speak. */
export function chosenLanguage(): Language {
  const wanted = navigator.languages.map((tag) => tag.split('-')[0]);
  const spoken = wanted.find((tag) => LANGUAGES.some((language) => language === tag)) as Language | undefined;
  return readChoice(KEY, LANGUAGES) ?? spoken ?? 'en';
}

export async function activateLanguage(language: Language): Promise<void> {
  const { messages } = await CATALOGUES[language]();
  i18n.load(language, messages);
  i18n.activate(language);
  document.documentElement.lang = language;
  // The installed app is named in the language in which it was installed.
  const manifest = language === 'en' ? '/manifest.webmanifest' : `/manifest.${language}.webmanifest`;
  document.querySelector('link[rel="manifest"]')?.setAttribute('href', manifest);
}

export async function chooseLanguage(language: Language): Promise<void> {
  keepChoice(KEY, language);
  await activateLanguage(language);
}
