import { useState } from 'react';
import type { UserView } from '../../../src/contract/views.js';

const FIELDS = ['displayName', 'status', 'bio'] as const;

export type ProfileField = (typeof FIELDS)[number];
type Typed = Partial<Record<ProfileField, string>>;

interface ProfileWords {
  /** What was typed; where nothing was, what is saved, also when another device saves it now. */
  words: Record<ProfileField, string>;
  type: (field: ProfileField, text: string) => void;
  /** What was typed and is not what is saved. */
  change: Typed;
  /** The version of the profile that was seen when the typing began. */
  version: number;
  /** What was typed, and saved otherwise since the typing began. */
  newer: readonly ProfileField[];
  /** What is saved now counts as seen. */
  look: () => void;
  /** This was sent; what was typed meanwhile stays. */
  sent: (change: Typed) => void;
}

/** What is typed into the fields of a profile that may change meanwhile. */
export function useProfileWords(me: UserView): ProfileWords {
  const [typed, setTyped] = useState<Typed>({});
  const [seen, setSeen] = useState(me);
  const touched = FIELDS.filter((field) => typed[field] !== undefined);
  // Another picture makes another version too, and changes nothing that is typed here.
  const isSame = touched.length === 0 || FIELDS.every((field) => seen[field] === me[field]);
  return {
    words: { displayName: me.displayName, status: me.status, bio: me.bio, ...typed },
    type: (field, text) => {
      if (touched.length === 0) setSeen(me);
      setTyped({ ...typed, [field]: text });
    },
    change: only(typed, (field, text) => text.trim() !== me[field]),
    newer: touched.filter((field) => seen[field] !== me[field] && typed[field] !== me[field]),
    version: isSame ? me.version : seen.version,
    look: () => {
      setSeen(me);
    },
    sent: (change) => {
      setTyped((now) => only(now, (field, text) => change[field] !== undefined && change[field] !== text));
    },
  };
}

function only(typed: Typed, wanted: (field: ProfileField, text: string) => boolean): Typed {
  const entries = FIELDS.flatMap((field) => {
    const text = typed[field];
    return text !== undefined && wanted(field, text) ? [[field, text] as const] : [];
  });
  return Object.fromEntries(entries);
}
