import { ImageOff } from 'lucide-react';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { lazyDialog, useLazyDialog } from './lazy-dialog.js';
import { type Picture, placeholderOf } from './pictures.js';
import { Retry } from './retry.js';
import { useRowTabIndex } from './row-tab-index.js';
import { useReducedMotion } from './use-reduced-motion.js';

const MOST = { width: 420, height: 320 };
/** Large enough to press, however small the picture is. */
const LEAST = 48;
const IN_A_ROW = 3;
const SMALL = 100;

const lightboxDialog = lazyDialog(() => import('./lightbox.js'));

/** The pictures of a message. Their room is known before they are, so nothing moves when they come. */
export function PictureGrid({ pictures }: { pictures: readonly Picture[] }): ReactNode {
  const open = useLazyDialog(lightboxDialog);
  const [only] = pictures;
  const tile = (picture: Picture, at: number, look: Pick<TileProps, 'className' | 'style'>): ReactNode => (
    <Tile
      key={picture.id}
      picture={picture}
      {...look}
      onOpen={() => {
        open((Lightbox, onClose) => <Lightbox pictures={pictures} at={at} onClose={onClose} />);
      }}
    />
  );
  if (pictures.length === 1 && only)
    return <div className="my-1 flex">{tile(only, 0, { className: 'min-h-12 max-w-full', style: roomFor(only) })}</div>;
  return (
    <div className="my-1 grid w-105 max-w-full grid-cols-6 gap-1">
      {pictures.map((picture, at) => tile(picture, at, { className: spanOf(at, pictures.length) }))}
    </div>
  );
}

/** As large as it is, at most as large as there is room; a narrower page makes both sides smaller. */
function roomFor({ width, height }: Picture): CSSProperties {
  const scale = Math.min(1, MOST.width / width, MOST.height / height);
  const [wide, high] = [width, height].map((side) => Math.max(LEAST, Math.round(side * scale)));
  return { width: wide, aspectRatio: `${wide ?? LEAST} / ${high ?? LEAST}` };
}

/** Rows of three are filled from below: what is left over stands above in rows of two. */
function spanOf(at: number, count: number): string {
  const inPairs = 2 * (IN_A_ROW * Math.ceil(count / IN_A_ROW) - count);
  return at < inPairs ? 'col-span-3 aspect-4/3' : 'col-span-2 aspect-square';
}

/** Too small to fill a place among others: it would be a blur. */
function isSmall({ width, height }: Picture): boolean {
  return Math.max(width, height) < SMALL;
}

interface TileProps {
  picture: Picture;
  className: string;
  style?: CSSProperties;
  onOpen: () => void;
}

function Tile({ picture, className, style, onOpen }: TileProps): ReactNode {
  const tabIndex = useRowTabIndex();
  const still = useReducedMotion();
  const [state, setState] = useState<'awaited' | 'shown' | 'failed'>('awaited');
  const failed = state === 'failed';
  const [attempt, setAttempt] = useState(1);
  const [placeholder] = useState(() => placeholderOf(picture));
  const { id, name, url, thumbnailUrl, animated, width, height } = picture;
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      data-upload={id}
      className={`relative overflow-hidden rounded-xl border border-line bg-panel bg-cover bg-center hover:border-edge ${className}`}
      // A picture with holes in it would show what is behind.
      style={{ ...style, ...(state !== 'shown' && { backgroundImage: placeholder }) }}
      onClick={onOpen}
    >
      {failed && (
        <span aria-hidden className="absolute inset-0 flex items-center justify-center">
          <ImageOff className="size-8 rounded-full bg-raised p-1.5 text-quiet" />
          <Retry
            onOnline={() => {
              setState('awaited');
              setAttempt(attempt + 1);
            }}
          />
        </span>
      )}
      <img
        key={attempt}
        src={animated && !still ? url : thumbnailUrl}
        alt={name}
        title={name}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
        // What is dragged from here is no file to be sent once more.
        draggable={false}
        // The browser's sign for a broken picture stands in a corner, with the name across what is seen of it.
        className={`size-full ${isSmall(picture) ? 'object-scale-down' : 'object-cover'} ${failed ? 'opacity-0' : ''}`}
        onLoad={() => {
          setState('shown');
        }}
        onError={() => {
          setState('failed');
        }}
      />
    </button>
  );
}
