import { thumbHashToDataURL } from 'thumbhash';
import type { UploadView } from '../../../src/contract/views.js';

/** An upload that is shown, not offered as a download. */
export type Picture = UploadView & { width: number; height: number; thumbnailUrl: string };

export function isPicture(upload: UploadView): upload is Picture {
  return upload.thumbnailUrl !== null && upload.width !== null && upload.height !== null;
}

/** The picture, blurred, as a background until it is there itself. */
export function placeholderOf({ thumbhash }: Picture): string | undefined {
  if (thumbhash === null) return undefined;
  const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0));
  return `url(${thumbHashToDataURL(bytes)})`;
}

export function downloadUrl({ url }: UploadView): string {
  return `${url}?download=true`;
}
