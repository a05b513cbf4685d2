import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Names bytes that are stored: no bytes without a row, and no row without its bytes. The owner is whatever the file
 * belongs to (an upload, an avatar); equal bytes of several owners are stored once.
 */
@Entity('file')
@Index('ix_file_hash', ['hash'])
export class StoredFile {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_file' })
  ownerId!: string;

  /** Which of the owner's files: `original`, `thumbnail`, `96.webp` … */
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'pk_file' })
  variant!: string;

  /** SHA-256, in hex, of what is stored under this name. */
  @Column({ type: 'varchar' })
  hash!: string;

  /** Where the variant begins in it: several small ones are stored as one, which is flushed once. */
  @Column({ type: 'bigint', default: 0 })
  start!: number;

  /** Bytes of the variant. */
  @Column({ type: 'bigint' })
  size!: number;

  @Column({ type: 'varchar' })
  mime!: string;
}
