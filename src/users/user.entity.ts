import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { QuietHours } from '../contract/quiet-hours.js';
import type { UserRole } from '../contract/views.js';

@Entity('user')
@Unique('uq_user_usernameKey', ['usernameKey'])
@Index('ix_user_erasing', ['id'], { where: '"erasing" IS NOT NULL' })
@Check('ck_user_role', `"role" IN ('member', 'moderator', 'admin')`)
export class User {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_user' })
  id!: string;

  /** As the person wrote it. */
  @Column({ type: 'varchar' })
  username!: string;

  /** What names are compared by: see usernameKey(). */
  @Column({ type: 'varchar' })
  usernameKey!: string;

  @Column({ type: 'varchar' })
  displayName!: string;

  @Column({ type: 'text', default: '' })
  bio!: string;

  @Column({ type: 'text', default: '' })
  status!: string;

  /** Whose files are the pictures of this person; another one with every new picture. */
  @Column({ type: 'uuid', nullable: true })
  avatarId!: string | null;

  /** Grows when the person edits their profile. */
  @Column({ type: 'integer', default: 1 })
  version!: number;

  @Column({ type: 'varchar', default: 'member' })
  role!: UserRole;

  @Column({ type: 'integer', default: 0 })
  likes!: number;

  /** By their own choice others never see whether they are here. */
  @Column({ type: 'boolean', default: false })
  invisible!: boolean;

  @Column({ type: 'simple-json', nullable: true })
  quietHours!: QuietHours | null;

  /** Set for an account that cannot sign in any more, until it is restored. */
  @Column({ type: 'bigint', nullable: true })
  deactivatedAt!: number | null;

  /** Set for ever when the person deletes their account; it is deactivated too. */
  @Column({ type: 'bigint', nullable: true })
  deletedAt!: number | null;

  /** What is still to be erased of a deleted account besides its places; null when nothing is: see erasure/. */
  @Column({ type: 'varchar', nullable: true })
  erasing!: 'notes' | 'messages' | null;

  /** The person may not be here before; see auth/ban. */
  @Column({ type: 'bigint', nullable: true })
  bannedUntil!: number | null;

  @Column({ type: 'text', default: '' })
  banReason!: string;

  /** The person may read before, but not write; see UsersService.mutes. */
  @Column({ type: 'bigint', nullable: true })
  mutedUntil!: number | null;

  @Column({ type: 'text', default: '' })
  muteReason!: string;

  @Column({ type: 'bigint' })
  createdAt!: number;
}
