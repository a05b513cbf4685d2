import { type ReactNode, useState } from 'react';
import { AVATAR_SIZES, type AvatarSize } from '../../../src/contract/limits.js';
import { Retry } from './retry.js';
import { TONE_BACKGROUND, toneOf } from './tones.js';

interface AvatarPictureProps {
  /** The person or the group, from whose id the tone comes. */
  ownerId: string;
  url: string | null;
  /** As wide as it is shown. */
  px: number;
  /** Size, shape and place, as classes. */
  look: string;
  /** Drawn where there is no picture. */
  children: ReactNode;
}

/** Addresses that were shown before: the browser has them at hand, and what is drawn anew is the picture alone. */
const known = new Set<string>();

/** A picture; until it is there, and for ever when it cannot be had, what is drawn in its place. */
export function AvatarPicture({ ownerId, url, px, look, children }: AvatarPictureProps): ReactNode {
  const [state, setState] = useState(() => stateOf(url));
  if (state.url !== url) setState(stateOf(url));
  const alone = state.is === 'at hand';
  const picture = url !== null && state.is !== 'failed' && (
    <img
      key={url}
      src={`${url}?size=${sizeFor(px)}`}
      alt=""
      loading={alone ? 'eager' : 'lazy'}
      decoding={alone ? 'sync' : 'async'}
      draggable={false}
      // Letters must not be seen through a picture that has holes.
      className={`object-cover ${alone ? `shrink-0 bg-panel ${look}` : `absolute inset-0 size-full rounded-[inherit] ${state.is === 'shown' ? 'bg-panel' : ''}`}`}
      onLoad={
        alone
          ? undefined
          : () => {
              known.add(url);
              setState({ url, is: 'shown' });
            }
      }
      onError={() => {
        setState({ url, is: 'failed' });
      }}
    />
  );
  if (alone && picture) return picture;
  return (
    <span
      aria-hidden
      className={`flex shrink-0 items-center justify-center overflow-hidden text-page select-none ${look} ${TONE_BACKGROUND[toneOf(ownerId)] ?? ''}`}
    >
      {children}
      {picture}
      {state.is === 'failed' && (
        <Retry
          onOnline={() => {
            setState({ url, is: 'awaited' });
          }}
        />
      )}
    </span>
  );
}

interface PictureState {
  url: string | null;
  is: 'at hand' | 'awaited' | 'shown' | 'failed';
}

const stateOf = (url: string | null): PictureState => ({
  url,
  is: url !== null && known.has(url) ? 'at hand' : 'awaited',
});

/** Chosen here and not by `srcset`, which costs each new row of a list that is scrolled as much as the rest of it. */
function sizeFor(px: number): AvatarSize {
  const wanted = px * window.devicePixelRatio;
  return AVATAR_SIZES.find((size) => size >= wanted) ?? 512;
}
