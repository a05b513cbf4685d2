import type { ReactNode } from 'react';
import { encode } from 'uqr';

/** Light around it, which cameras look for. */
const BORDER = 4;

interface QrCodeProps {
  text: string;
  label: string;
}

/** Dark on light in either theme: many cameras read nothing else. */
export function QrCode({ text, label }: QrCodeProps): ReactNode {
  const { data, size } = encode(text, { border: BORDER });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="w-full max-w-44 sm:max-w-56 self-center rounded-lg"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
