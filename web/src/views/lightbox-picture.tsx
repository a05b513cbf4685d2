import { Trans } from '@lingui/react';
import { Play } from 'lucide-react';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { type Picture, placeholderOf } from './pictures.js';
import { useReducedMotion } from './use-reduced-motion.js';

interface LightboxPictureProps {
  picture: Picture;
  /** Pressed where the picture is not. */
  onBeside: () => void;
}

/** One picture, whole. Until it is there its thumbnail stands in its place, and until that is there what is known of it. */
export function LightboxPicture({ picture, onBeside }: LightboxPictureProps): ReactNode {
  const { name, url, thumbnailUrl, animated, width, height } = picture;
  const [state, setState] = useState<'loading' | 'loaded' | 'failed'>('loading');
  const [placeholder] = useState(() => placeholderOf(picture));
  const [plays, setPlays] = useState(false);
  const still = useReducedMotion() && animated && !plays;
  const behind = [`url(${JSON.stringify(thumbnailUrl)})`, placeholder].filter(Boolean).join();
  return (
    <div
      className="@container-size flex size-full flex-col items-center justify-center p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]"
      onClick={(event) => {
        if (event.target === event.currentTarget) onBeside();
      }}
    >
      <img
        src={still ? thumbnailUrl : url}
        alt={name}
        width={width}
        height={height}
        decoding="async"
        draggable={false}
        className="h-auto rounded bg-cover bg-center"
        style={{ ...fitted(picture), ...(state !== 'loaded' && { backgroundImage: behind }) }}
        onLoad={() => {
          setState('loaded');
        }}
        onError={() => {
          setState('failed');
        }}
      />
      {state === 'failed' && (
        <p role="alert" className="absolute rounded-lg bg-danger-soft px-3 py-2.5 text-danger">
          <Trans id="lightbox.failed" />
        </p>
      )}
      {still && (
        <button
          type="button"
          className="button absolute bottom-4"
          onClick={() => {
            setPlays(true);
          }}
        >
          <Play aria-hidden className="size-4" />
          <Trans id="lightbox.play" />
        </button>
      )}
    </div>
  );
}

/** Never larger than it is, nor than the box around it, in either direction. */
function fitted({ width, height }: Picture): CSSProperties {
  return {
    width: `min(100cqw, 100cqh * ${width / height}, ${width}px)`,
    aspectRatio: `${width} / ${height}`,
  };
}
