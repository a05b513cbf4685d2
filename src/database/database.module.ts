import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { readerOptions } from './data-source.js';
import { Epoch } from './epoch.js';
import { WriteQueue } from './write-queue.js';
import { openWriter, WRITER } from './writer.js';

/** Services are given the read-only data source; the writable one stays in here, behind the queue. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      // The writer comes first: it makes the file that the reader opens.
      inject: [CONFIG, WRITER],
      useFactory: (config: Config) => ({ ...readerOptions(config.database), retryAttempts: 0 }),
    }),
  ],
  providers: [
    { provide: WRITER, inject: [CONFIG], useFactory: (config: Config) => openWriter(config.database) },
    WriteQueue,
    Epoch,
  ],
  exports: [WRITER, WriteQueue, Epoch],
})
export class DatabaseModule {}
