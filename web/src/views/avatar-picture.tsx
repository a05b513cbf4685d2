import { type ReactNode, useState } from 'react';
import { AVATAR_SIZES, type AvatarSize } from '../../../src/contract/limits.js';

interface AvatarPictureProps {
  url: string;
  /** As wide as it is shown. */
  px: number;
}

/** Addresses that were shown before: the browser has them at hand, and new rows begin with them. */
const known = new Set<string>();

/** Lies over what is drawn in its place until it is there, and for ever when it cannot be had. */
export function AvatarPicture({ url, px }: AvatarPictureProps): ReactNode {
  const [ended, setEnded] = useState(known.has(url) ? { url, shown: true } : null);
  const state = ended?.url === url ? ended : null;
  if (state?.shown === false) return null;
  return (
    <img
      key={url}
      src={`${url}?size=${sizeFor(px)}`}
      alt=""
      loading={known.has(url) ? 'eager' : 'lazy'}
      decoding={known.has(url) ? 'sync' : 'async'}
      draggable={false}
      // What is drawn must not be seen through a picture that has holes.
      className={`absolute inset-0 size-full rounded-[inherit] object-cover ${state ? 'bg-panel' : ''}`}
      onLoad={() => {
        known.add(url);
        if (!state) setEnded({ url, shown: true });
      }}
      onError={() => {
        setEnded({ url, shown: false });
      }}
    />
  );
}

/** Chosen here and not by `srcset`, which costs each new row of a list that is scrolled as much as the rest of it. */
function sizeFor(px: number): AvatarSize {
  const wanted = px * window.devicePixelRatio;
  return AVATAR_SIZES.find((size) => size >= wanted) ?? 512;
}
