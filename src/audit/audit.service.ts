import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../database/write-queue.js';
import { AuditEntry } from './audit-entry.entity.js';

type Noted = Pick<AuditEntry, 'actorId' | 'act'> &
  Partial<Pick<AuditEntry, 'userId' | 'thingId' | 'detail' | 'reason'>>;

/** The log of what was done by the power of a role, and to second factors. */
@Injectable()
export class AuditService {
  /** In the transaction of the act: neither is there without the other. */
  async note({ manager, now }: Tx, noted: Noted): Promise<void> {
    const blank = { userId: null, thingId: null, detail: '', reason: '' };
    await manager.insert(AuditEntry, { ...blank, ...noted, id: uuid(), createdAt: now });
  }
}
