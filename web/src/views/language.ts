import { setupI18n } from '@lingui/core';
import { keepChoice, readChoice } from './stored-choice.js';

export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

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
}

export async function chooseLanguage(language: Language): Promise<void> {
  keepChoice(KEY, language);
  await activateLanguage(language);
}
