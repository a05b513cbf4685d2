import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppError } from '../common/app-error.js';
import { LIMITS } from '../contract/limits.js';
import { FileStorage } from '../files/file-storage.js';
import { type Piece, wholePiece } from '../files/files.service.js';
import { claimsToBePicture, nameFor, type PictureMime, pictureTypeOf } from '../files/picture-type.js';
import { PicturesService } from '../files/pictures.service.js';
import { type ReceivedFile, receiveFile } from '../files/receive-file.js';
import { uploadName } from './upload-name.js';
import type { UploadFacts } from './upload.view.js';

/** What a body becomes: files that wait to be kept, and what is known of them. */
interface Taken {
  pieces: Piece[];
  facts: Omit<UploadFacts, 'id'>;
}

const TYPE = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/;
const NO_PICTURE = { width: null, height: null, thumbhash: null, animated: false };

/** Receives files and looks what they are. */
@Injectable()
export class UploadIntake {
  /** How many of a person's uploads are on the way. */
  private readonly underway = new Map<string, number>();

  constructor(
    private readonly storage: FileStorage,
    private readonly pictures: PicturesService,
  ) {}

  /**
   * Lets an upload begin.
   *
   * @param unsent how many the person has, besides those on the way
   * @throws AppError `too_many_uploads`
   */
  async admit<Result>(userId: string, unsent: number, work: () => Promise<Result>): Promise<Result> {
    const others = this.underway.get(userId) ?? 0;
    if (unsent + others >= LIMITS.uploadsUnsent) throw new AppError('too_many_uploads');
    this.underway.set(userId, others + 1);
    try {
      return await work();
    } finally {
      const left = (this.underway.get(userId) ?? 1) - 1;
      if (left > 0) this.underway.set(userId, left);
      else this.underway.delete(userId);
    }
  }

  /** @throws AppError as receiveFile; `picture_invalid` for what is no picture and says it is; `picture_too_large`, `busy` */
  async take(request: Request, response: Response): Promise<Taken> {
    const received = await receiveFile(request, response, this.storage, LIMITS.uploadBytes);
    const { draft, mime } = received;
    const name = uploadName(received.name);
    const type = await pictureTypeOf(draft.path);
    if (type !== null) return this.takePicture(received, name, type);
    if (claimsToBePicture(name, mime)) {
      await this.storage.discard([draft]);
      throw new AppError('picture_invalid', { detail: `${name} is not the picture that its name or type says` });
    }
    const kind = TYPE.test(mime) ? mime.toLowerCase() : 'application/octet-stream';
    return {
      pieces: [wholePiece(draft, 'original', kind)],
      facts: { ...NO_PICTURE, name, mime: kind, size: draft.size },
    };
  }

  private async takePicture({ draft }: ReceivedFile, name: string, type: PictureMime): Promise<Taken> {
    try {
      const { pieces, mime, ...seen } = await this.pictures.picture(draft, type);
      const size = pieces.find(({ variant }) => variant === 'original')?.size ?? 0;
      return { pieces, facts: { ...seen, name: uploadName(nameFor(name, mime)), mime, size } };
    } finally {
      await this.storage.discard([draft]);
    }
  }
}
