import { useLingui } from '@lingui/react';
import { useEffect, useMemo, useState } from 'react';
import { type Emoji, withNamesOf } from '../state/emojis.js';
import type { Language } from '../state/languages.js';
import { fetchEmojis } from './emoji-data.js';

interface AllEmojis {
  /** Null until they are there. */
  emojis: readonly Emoji[] | null;
  failed: boolean;
  again: () => void;
}

/** Named in the language of the page, found by their names in either. */
export function useAllEmojis(): AllEmojis {
  const { i18n } = useLingui();
  const [language, other]: Language[] = i18n.locale === 'ru' ? ['ru', 'en'] : ['en', 'ru'];
  const [first, again] = useFetched(language ?? 'en');
  const [second] = useFetched(other ?? 'ru');
  const emojis = useMemo(() => {
    if (!first || first === 'failed') return null;
    return second && second !== 'failed' ? withNamesOf(first, second) : first;
  }, [first, second]);
  return { emojis, failed: first === 'failed', again };
}

function useFetched(language: Language): [readonly Emoji[] | 'failed' | null, () => void] {
  const [fetched, setFetched] = useState<readonly Emoji[] | 'failed' | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    setFetched(null);
    fetchEmojis(language).then(setFetched, () => {
      setFetched('failed');
    });
  }, [language, attempt]);
  return [
    fetched,
    () => {
      setAttempt(attempt + 1);
    },
  ];
}
