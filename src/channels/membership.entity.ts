import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { MemberRole, NotifyLevel } from '../contract/views.js';
import { User } from '../users/user.entity.js';
import { Channel } from './channel.entity.js';

@Entity('membership')
@Check('ck_membership_role', `"role" IN ('member', 'moderator', 'owner')`)
@Check('ck_membership_notify', `"notify" IN ('all', 'mentions', 'none')`)
@Index('ix_membership_userId', ['userId', 'channelId'])
@Index('ix_membership_revision', ['channelId', 'revision'])
@Index('uq_membership_owner', ['channelId'], { unique: true, where: `"role" = 'owner' AND "leftAt" IS NULL` })
export class Membership {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_membership' })
  channelId!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_membership' })
  userId!: string;

  @ManyToOne(() => Channel, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'channelId', foreignKeyConstraintName: 'fk_membership_channelId' })
  channel?: Relation<Channel>;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_membership_userId' })
  user?: Relation<User>;

  @Column({ type: 'varchar', default: 'member' })
  role!: MemberRole;

  @Column({ type: 'varchar', default: 'all' })
  notify!: NotifyLevel;

  @Column({ type: 'bigint', default: 0 })
  readSeq!: number;

  /** The channel's revision when others last saw this row change. */
  @Column({ type: 'bigint' })
  revision!: number;

  @Column({ type: 'bigint' })
  joinedAt!: number;

  /** Set for someone who left or was removed; the row stays, so that `changes` can tell of it. */
  @Column({ type: 'bigint', nullable: true })
  leftAt!: number | null;

  /** This message and all after it count as unread, by the person's own wish. */
  @Column({ type: 'bigint', nullable: true })
  unreadFrom!: number | null;

  /** The channel is out of the person's list while its lastSeq is not greater. */
  @Column({ type: 'bigint', nullable: true })
  hiddenSeq!: number | null;

  /** Grows with every change that only the person sees. */
  @Column({ type: 'integer', default: 1 })
  version!: number;
}
