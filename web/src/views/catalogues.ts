import type { Messages } from '@lingui/core';
import { type Language, LANGUAGES } from '../state/languages.js';
import { readChoice } from '../stored-choice.js';

export const LANGUAGE_KEY = 'veche.language';

const CATALOGUES = {
  en: () => import('../locales/en.po'),
  ru: () => import('../locales/ru.po'),
} as const;

/** What was chosen here before, else the first language of the browser that we speak. */
export function chosenLanguage(): Language {
  const wanted = navigator.languages.map((tag) => tag.split('-')[0]);
  const spoken = wanted.find((tag) => LANGUAGES.some((language) => language === tag)) as Language | undefined;
  return readChoice(LANGUAGE_KEY, LANGUAGES) ?? spoken ?? 'en';
}

export const catalogueOf = async (language: Language): Promise<Messages> => (await CATALOGUES[language]()).messages;
