import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Channel } from '../channels/channel.entity.js';
import { User } from '../users/user.entity.js';

/** A file of a channel. Its bytes are the files `original` and, for pictures, `thumbnail` that its id owns. */
@Entity('upload')
@Index('ix_upload_messageId', ['messageId'])
@Index('ix_upload_unclaimed', ['userId', 'createdAt'], { where: '"messageId" IS NULL' })
export class Upload {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_upload' })
  id!: string;

  @Column({ type: 'uuid' })
  channelId!: string;

  @ManyToOne(() => Channel, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'channelId', foreignKeyConstraintName: 'fk_upload_channelId' })
  channel?: Relation<Channel>;

  @Column({ type: 'uuid' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_upload_userId' })
  user?: Relation<User>;

  /** The message that claimed it; null for a day at most, then it is swept. */
  @Column({ type: 'uuid', nullable: true })
  messageId!: string | null;

  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar' })
  mime!: string;

  /** Bytes. */
  @Column({ type: 'bigint' })
  size!: number;

  @Column({ type: 'integer', nullable: true })
  width!: number | null;

  @Column({ type: 'integer', nullable: true })
  height!: number | null;

  @Column({ type: 'varchar', nullable: true })
  thumbhash!: string | null;

  @Column({ type: 'boolean', default: false })
  animated!: boolean;

  @Column({ type: 'bigint' })
  createdAt!: number;
}
