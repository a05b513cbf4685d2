import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Message } from '../messages/message.entity.js';
import { User } from '../users/user.entity.js';

/** Somebody asks the moderators to look at a message, or at a person. */
@Entity('report')
@Index('ix_report_reporterId', ['reporterId'])
@Index('ix_report_userId', ['userId'])
@Index('ix_report_messageId', ['messageId'])
export class Report {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_report' })
  id!: string;

  @Column({ type: 'uuid' })
  reporterId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'reporterId', foreignKeyConstraintName: 'fk_report_reporterId' })
  reporter?: Relation<User>;

  /** Who is reported: of a message its author. */
  @Column({ type: 'uuid' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_report_userId' })
  user?: Relation<User>;

  @Column({ type: 'uuid', nullable: true })
  messageId!: string | null;

  @ManyToOne(() => Message, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'messageId', foreignKeyConstraintName: 'fk_report_messageId' })
  message?: Relation<Message>;

  /** What the message said when it was reported. */
  @Column({ type: 'text' })
  body!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'bigint' })
  createdAt!: number;

  @Column({ type: 'bigint', nullable: true })
  closedAt!: number | null;
}
