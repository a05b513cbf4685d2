import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { MemberRole, NotifyLevel } from '../contract/views.js';
import { User } from '../users/user.entity.js';
import { Channel } from './channel.entity.js';

@Entity('membership')
@Check('ck_membership_role', `"role" IN ('member', 'moderator', 'owner')`)
@Check('ck_membership_notify', `"notify" IN ('all', 'mentions', 'none')`)
@Index('ix_membership_userId', ['userId', 'channelId'])
@Index('ix_membership_revision', ['channelId', 'revision'])
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
}
