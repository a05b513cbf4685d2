import type { ReactNode } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import { TONE_BACKGROUND, toneOf } from './tones.js';

interface AvatarProps {
  userId: string;
  user: UserView | null | undefined;
}

/** A picture or the first letters of the name; says nothing that is not beside it in words. */
export function Avatar({ userId, user }: AvatarProps): ReactNode {
  if (user?.avatarUrl) return <img src={user.avatarUrl} alt="" className="size-9 shrink-0 rounded-full object-cover" />;
  return (
    <span
      aria-hidden
      className={`flex size-9 shrink-0 items-center justify-center rounded-full text-[13px] font-semibold text-page select-none ${TONE_BACKGROUND[toneOf(userId)] ?? ''}`}
    >
      {initialsOf(user?.displayName ?? '')}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => firstCharacter(word ?? ''));
  return letters.join('').toUpperCase();
}

/** A whole character as people see it; an emoji may be made of many code points. */
function firstCharacter(word: string): string {
  const [first] = new Intl.Segmenter().segment(word);
  return first?.segment ?? '';
}
