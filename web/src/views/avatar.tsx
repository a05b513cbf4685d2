import { memo, type ReactNode } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import { AvatarPicture } from './avatar-picture.js';

interface AvatarProps {
  userId: string;
  user: UserView | null | undefined;
  size?: keyof typeof SIZES;
  /** Where it stands. */
  className?: string;
}

const SIZES = {
  tiny: { look: 'size-6 text-[0.625rem]', px: 24 },
  small: { look: 'size-5 text-[0.5625rem]', px: 20 },
  medium: { look: 'size-9 text-[0.8125rem]', px: 36 },
  large: { look: 'size-20 text-2xl', px: 80 },
  huge: { look: 'size-32 text-4xl', px: 128 },
} as const;

/** A picture or the first letters of the name; says nothing that is not beside it in words. */
export const Avatar = memo(function Avatar(props: AvatarProps): ReactNode {
  const { userId, user, size = 'medium', className = 'relative' } = props;
  const { look, px } = SIZES[size];
  return (
    <AvatarPicture
      ownerId={userId}
      url={user?.avatarUrl ?? null}
      px={px}
      look={`rounded-full font-semibold ${look} ${className}`}
    >
      {user?.deletedAt ? NOBODY : initialsOf(user?.displayName ?? '')}
    </AvatarPicture>
  );
});

/** In the place of the letters of a deleted account, which has no name. */
const NOBODY = '×';

const KEPT = 500;
const known = new Map<string, string>();
const characters = new Intl.Segmenter();

/** Kept by name: telling characters apart takes longer than drawing the rest of a row. */
function initialsOf(name: string): string {
  const held = known.get(name);
  if (held !== undefined) return held;
  const words = name.split(/[\s._-]+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => firstCharacter(word ?? ''));
  const initials = letters.join('').toUpperCase();
  if (known.size >= KEPT) known.clear();
  known.set(name, initials);
  return initials;
}

/** A whole character as people see it; an emoji may be made of many code points. */
function firstCharacter(word: string): string {
  const [first] = characters.segment(word);
  return first?.segment ?? '';
}
