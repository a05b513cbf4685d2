import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity.js';

/** A device that is signed in. Ended rows stay for a day, so that nothing can bring them back to life. */
@Entity('session')
@Index('ix_session_userId', ['userId'])
@Index('ix_session_expiresAt', ['expiresAt'])
export class Session {
  /** SHA-256 of the secret in the cookie: whoever reads the database cannot sign in with it. */
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'pk_session' })
  id!: string;

  @Column({ type: 'uuid' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_session_userId' })
  user?: Relation<User>;

  @Column({ type: 'varchar' })
  userAgent!: string;

  @Column({ type: 'varchar' })
  address!: string;

  @Column({ type: 'bigint' })
  createdAt!: number;

  @Column({ type: 'bigint' })
  lastSeenAt!: number;

  @Column({ type: 'bigint' })
  expiresAt!: number;

  @Column({ type: 'bigint', nullable: true })
  endedAt!: number | null;
}
