import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Request, Response } from 'express';
import { In, IsNull, Repository } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { ChannelsService } from '../channels/channels.service.js';
import { AppError } from '../common/app-error.js';
import { sql } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import type { StoredFile } from '../files/file.entity.js';
import { FilesService } from '../files/files.service.js';
import { UploadIntake } from './upload-intake.js';
import { Upload } from './upload.entity.js';
import { toUploadView, uploadFacts, type UploadFacts, type UploadView } from './upload.view.js';

export type UploadVariant = 'original' | 'thumbnail';

/** A file that somebody may read, and what it is called. */
export type ReadableUpload = Pick<StoredFile, 'hash' | 'start' | 'size' | 'mime'> & {
  name: string;
  isPicture: boolean;
};

interface Claim {
  userId: string;
  channelId: string;
  messageId: string;
  uploadIds: string[];
}

const SWEPT_AT_ONCE = 200;

/** Files of channels: uploaded first, then claimed by a message. */
@Injectable()
export class UploadsService {
  constructor(
    @InjectRepository(Upload) private readonly uploads: Repository<Upload>,
    private readonly channels: ChannelsService,
    private readonly files: FilesService,
    private readonly intake: UploadIntake,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Takes the file of a request's body into a channel. Nobody else sees it until a message claims it.
   *
   * @throws AppError `channel_not_found`, before a byte of the body is read; `too_many_uploads`; as receiveFile;
   *   `picture_invalid`, `picture_too_large`, `busy`
   */
  async receive(userId: string, channelId: string, request: Request, response: Response): Promise<UploadView> {
    await this.channels.requireMember(userId, channelId);
    const unsent = await this.uploads.countBy({ userId, messageId: IsNull() });
    return this.intake.admit(userId, unsent, async () => {
      const { pieces, facts } = await this.intake.take(request, response);
      const id = uuid();
      return this.files.keep(id, pieces, async ({ manager, now }) => {
        const upload: Upload = { ...facts, id, channelId, userId, messageId: null, createdAt: now };
        await manager.insert(Upload, { ...upload });
        return toUploadView(uploadFacts(upload));
      });
    });
  }

  /**
   * Takes back what was not sent.
   *
   * @throws AppError `upload_not_found` for what is gone, not the person's, or was sent
   */
  async remove(userId: string, id: string): Promise<void> {
    await this.writes.run(async (tx) => {
      const gone = await this.drop(tx, '"id" = ? AND "userId" = ? AND "messageId" IS NULL', [id, userId]);
      if (gone === 0) throw new AppError('upload_not_found');
    });
  }

  /**
   * Makes uploads the files of a message, in the given order.
   *
   * @throws AppError `upload_not_found` for what is not the author's, of another channel, or claimed by another message
   */
  async claim(tx: Tx, { userId, channelId, messageId, uploadIds }: Claim): Promise<UploadFacts[]> {
    if (uploadIds.length === 0) return [];
    const free = { id: In(uploadIds), userId, channelId, messageId: IsNull() };
    const { affected } = await tx.manager.update(Upload, free, { messageId });
    if (affected !== uploadIds.length) throw new AppError('upload_not_found');
    const claimed = await tx.manager.findBy(Upload, { messageId });
    return uploadIds.flatMap((id) => claimed.filter((upload) => upload.id === id).map(uploadFacts));
  }

  /** Erases the files of a message. */
  async erase(tx: Tx, messageId: string): Promise<void> {
    await this.drop(tx, '"messageId" = ?', [messageId]);
  }

  /**
   * A file for someone who may read it: who is in its channel now, and before it is sent only who uploaded it.
   *
   * @throws AppError `upload_not_found`, alike for files that do not exist and for those of other people's channels
   */
  async find(userId: string, id: string, variant: UploadVariant): Promise<ReadableUpload> {
    const [found] = await sql<Omit<ReadableUpload, 'isPicture'> & { width: number | null }>(
      this.uploads.manager,
      `SELECT u."name", u."width", f."hash", f."start", f."size", f."mime" FROM "upload" u
       JOIN "membership" m ON m."channelId" = u."channelId" AND m."userId" = ? AND m."leftAt" IS NULL
       JOIN "file" f ON f."ownerId" = u."id" AND f."variant" = ?
       WHERE u."id" = ? AND (u."messageId" IS NOT NULL OR u."userId" = m."userId")`,
      [userId, variant, id],
    );
    if (!found) throw new AppError('upload_not_found');
    return { ...found, isPicture: found.width !== null };
  }

  /**
   * Removes what nobody has sent since `before` (milliseconds since the epoch).
   *
   * @returns how many there were; ask again while it is more than none
   */
  sweep(before: number): Promise<number> {
    const old = `SELECT "id" FROM "upload" WHERE "messageId" IS NULL AND "createdAt" < ? LIMIT ${SWEPT_AT_ONCE}`;
    // Asked once more outside: on PostgreSQL a message may claim it while we wait for its row.
    return this.writes.run((tx) => this.drop(tx, `"messageId" IS NULL AND "id" IN (${old})`, [before]));
  }

  /** Deletes uploads with their files; tells how many there were. */
  private async drop(tx: Tx, which: string, parameters: unknown[]): Promise<number> {
    const gone = await sql<{ id: string }>(
      tx.manager,
      `DELETE FROM "upload" WHERE ${which} RETURNING "id"`,
      parameters,
    );
    await this.files.drop(
      tx,
      gone.map(({ id }) => id),
    );
    return gone.length;
  }
}
