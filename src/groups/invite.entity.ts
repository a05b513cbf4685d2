import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { Channel } from '../channels/channel.entity.js';
import { User } from '../users/user.entity.js';

/** A link that lets people into a group. Only its hash is kept: who reads the database cannot use it. */
@Entity('invite')
@Unique('uq_invite_tokenHash', ['tokenHash'])
@Check('ck_invite_uses', '"maxUses" IS NULL OR "uses" <= "maxUses"')
@Index('ix_invite_channelId', ['channelId', 'id'])
export class Invite {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_invite' })
  id!: string;

  @Column({ type: 'uuid' })
  channelId!: string;

  @ManyToOne(() => Channel, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'channelId', foreignKeyConstraintName: 'fk_invite_channelId' })
  channel?: Relation<Channel>;

  @Column({ type: 'varchar' })
  tokenHash!: string;

  @Column({ type: 'uuid' })
  createdById!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'createdById', foreignKeyConstraintName: 'fk_invite_createdById' })
  createdBy?: Relation<User>;

  @Column({ type: 'integer', default: 0 })
  uses!: number;

  @Column({ type: 'integer', nullable: true })
  maxUses!: number | null;

  @Column({ type: 'bigint', nullable: true })
  expiresAt!: number | null;

  @Column({ type: 'bigint', nullable: true })
  revokedAt!: number | null;

  @Column({ type: 'bigint' })
  createdAt!: number;
}
