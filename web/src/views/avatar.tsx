import type { ReactNode } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import { TONE_BACKGROUND, toneOf } from './tones.js';

interface AvatarProps {
  userId: string;
  user: UserView | null | undefined;
  size?: keyof typeof SIZES;
}

const SIZES = { small: 'size-5 text-[9px]', medium: 'size-9 text-[13px]', large: 'size-20 text-2xl' } as const;

/** A picture or the first letters of the name; says nothing that is not beside it in words. */
export function Avatar({ userId, user, size = 'medium' }: AvatarProps): ReactNode {
  if (user?.avatarUrl)
    return <img src={user.avatarUrl} alt="" className={`${SIZES[size]} shrink-0 rounded-full object-cover`} />;
  return (
    <span
      aria-hidden
      className={`${SIZES[size]} flex shrink-0 items-center justify-center rounded-full font-semibold text-page select-none ${TONE_BACKGROUND[toneOf(userId)] ?? ''}`}
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
