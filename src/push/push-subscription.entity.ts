import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { Session } from '../auth/session.entity.js';
import { User } from '../users/user.entity.js';

/** A browser that wants to be told while no page of ours is open in it: one for each session. */
@Entity('push_subscription')
@Unique('uq_push_subscription_sessionId', ['sessionId'])
@Unique('uq_push_subscription_endpoint', ['endpoint'])
@Index('ix_push_subscription_userId', ['userId'])
export class PushSubscription {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_push_subscription' })
  id!: string;

  @Column({ type: 'uuid' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_push_subscription_userId' })
  user?: Relation<User>;

  @Column({ type: 'varchar' })
  sessionId!: string;

  @ManyToOne(() => Session, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'sessionId', foreignKeyConstraintName: 'fk_push_subscription_sessionId' })
  session?: Relation<Session>;

  /** Where the browser's push service takes messages for it: whoever knows this address can reach the browser. */
  @Column({ type: 'text' })
  endpoint!: string;

  /** The browser's public key and its secret, in base64url: only that browser reads what is encrypted with them. */
  @Column({ type: 'varchar' })
  p256dh!: string;

  @Column({ type: 'varchar' })
  auth!: string;

  /** Else a message is told without what it says. */
  @Column({ type: 'boolean', default: true })
  showText!: boolean;

  /** In which the browser words what it shows. */
  @Column({ type: 'varchar' })
  language!: string;

  @Column({ type: 'bigint' })
  createdAt!: number;
}
