// What the server and its picture worker say to each other.
import type { ErrorCode, FieldError } from '../contract/errors.js';
import type { Crop } from '../contract/views.js';
import type { Piece } from './files.service.js';
import type { Picture } from './picture-recipes.js';
import type { PictureMime } from './picture-type.js';

/** The results are written as drafts whose paths begin with that of `draft`. */
export type PictureJob =
  | { kind: 'avatar'; input: string; type: PictureMime; crop: Crop | null; draft: string }
  | { kind: 'picture'; input: string; type: PictureMime; draft: string };

export interface Results {
  avatar: Piece[];
  picture: Picture;
}

export interface Refused {
  code: ErrorCode;
  detail?: string;
  errors?: FieldError[];
}

export type Asked = { id: number; job: PictureJob };
export type Answered = { id: number } & (
  { ok: true; result: Results[PictureJob['kind']] } | { ok: false; refused: Refused | null; message: string }
);
