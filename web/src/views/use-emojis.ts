import { useEffect, useState } from 'react';
import type { Emoji } from '../state/emojis.js';
import type { Language } from '../state/languages.js';
import { fetchEmojis, heldEmojis } from './emoji-data.js';

/** Nothing while they are on their way, and where they are not `wanted`. */
export function useEmojis(wanted: Language | null): readonly Emoji[] | null {
  const [fetched, setFetched] = useState<{ language: Language; emojis: readonly Emoji[] } | null>(null);
  const held = wanted && heldEmojis(wanted);
  const missing = held ? null : wanted;
  useEffect(() => {
    if (missing === null) return;
    fetchEmojis(missing).then(
      (emojis) => {
        setFetched({ language: missing, emojis });
      },
      () => undefined,
    );
  }, [missing]);
  return held ?? (fetched?.language === wanted ? fetched.emojis : null);
}
