import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { readerOptions } from './data-source.js';
import { Epoch } from './epoch.js';
import { SqlLog } from './sql-log.js';
import { WriteQueue } from './write-queue.js';
import { openWriter, WRITER } from './writer.js';

/** Services are given the read-only data source; the writable one stays in here, behind the queue. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      // The writer comes first: it makes the file that the reader opens.
      inject: [CONFIG, SqlLog, WRITER],
      useFactory: (config: Config, log: SqlLog) => ({ ...readerOptions(config.database, log), retryAttempts: 0 }),
    }),
  ],
  providers: [
    SqlLog,
    {
      provide: WRITER,
      inject: [CONFIG, SqlLog],
      useFactory: (config: Config, log: SqlLog) => openWriter(config.database, log),
    },
    WriteQueue,
    Epoch,
  ],
  exports: [SqlLog, WRITER, WriteQueue, Epoch],
})
export class DatabaseModule {}
