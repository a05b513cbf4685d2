import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What somebody does by the power of a role; turning on and off a second factor, also one's own. */
export const ACTS = [
  'deactivate',
  'restore',
  'ban',
  'unban',
  'mute',
  'unmute',
  'endSessions',
  'setRole',
  'resetPassword',
  'addSecondFactor',
  'removeSecondFactor',
  'deleteMessage',
  'closeReport',
  'revokeInvite',
  'exportList',
] as const;
export type Act = (typeof ACTS)[number];

/**
 * An act that was done; never changed and never deleted, which the database itself sees to. Its ids refer to nothing: it
 * outlives whom and what it names.
 */
@Entity('audit')
@Index('ix_audit_actorId', ['actorId'])
@Index('ix_audit_userId', ['userId'])
export class AuditEntry {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_audit' })
  id!: string;

  /** Who did it. */
  @Column({ type: 'uuid' })
  actorId!: string;

  @Column({ type: 'varchar' })
  act!: Act;

  /** To whom; the author of a message, or the maker of an invitation, that was acted on. */
  @Column({ type: 'uuid', nullable: true })
  userId!: string | null;

  /** To what, where it was not the person alone: a message, a report, an invitation. */
  @Column({ type: 'uuid', nullable: true })
  thingId!: string | null;

  /** What it became, in a word: a role, the end of a term; of a list, which one and what it was filtered by. */
  @Column({ type: 'varchar', default: '' })
  detail!: string;

  @Column({ type: 'text', default: '' })
  reason!: string;

  @Column({ type: 'bigint' })
  createdAt!: number;
}
