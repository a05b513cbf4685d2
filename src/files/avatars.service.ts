import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { v7 as uuid } from 'uuid';
import { AppError } from '../common/app-error.js';
import { type AvatarSize, LIMITS } from '../contract/limits.js';
import type { Crop } from '../contract/views.js';
import type { Tx } from '../database/write-queue.js';
import { FileStorage } from './file-storage.js';
import { FilesService } from './files.service.js';
import { pictureTypeOf } from './picture-type.js';
import { PicturesService } from './pictures.service.js';
import { receiveFile } from './receive-file.js';
import { sendFile } from './send-file.js';

/** A request whose body is a picture, and which part of it is wanted: the middle when null. */
export interface Portrait {
  request: Request;
  response: Response;
  crop: Crop | null;
}

/** Pictures of people and groups: who owns one keeps its id, which is another one with every new picture. */
@Injectable()
export class AvatarsService {
  constructor(
    private readonly storage: FileStorage,
    private readonly files: FilesService,
    private readonly pictures: PicturesService,
  ) {}

  /**
   * Makes an avatar of the picture in a request's body, and stores it together with `adopt`, which is given its id and
   * keeps it in place of the old one.
   *
   * @param lane as in WriteQueue.run
   * @throws what `adopt` throws; AppError as receiveFile; `picture_invalid`, `picture_too_large`, `busy`;
   *   `validation_failed` for a crop that is not inside the picture
   */
  async receive<Result>(
    { request, response, crop }: Portrait,
    adopt: (tx: Tx, avatarId: string) => Promise<Result>,
    lane: string,
  ): Promise<Result> {
    const { draft } = await receiveFile(request, response, this.storage, LIMITS.avatarBytes);
    try {
      const type = await pictureTypeOf(draft.path);
      if (type === null) {
        throw new AppError('picture_invalid', { detail: 'Send a JPEG, PNG, WebP, GIF or AVIF picture' });
      }
      const pieces = await this.pictures.avatar(draft, type, crop);
      const id = uuid();
      return await this.files.keep(id, pieces, (tx) => adopt(tx, id), lane);
    } finally {
      await this.storage.discard([draft]);
    }
  }

  /** Takes away the files of an avatar that nobody has any more. */
  async drop(tx: Tx, avatarId: string | null): Promise<void> {
    if (avatarId !== null) await this.files.drop(tx, [avatarId]);
  }

  /** Answers with an avatar: as WebP, or as JPEG to whoever asks for that and not for WebP. */
  async send(request: Request, response: Response, avatarId: string, size: AvatarSize): Promise<void> {
    response.vary('Accept');
    const format = request.accepts(['image/webp', 'image/jpeg']) === 'image/jpeg' ? 'jpeg' : 'webp';
    const file = await this.files.get(avatarId, `${size}.${format}`);
    await sendFile(request, response, this.storage, file, { inline: true, immutable: true });
  }
}
