import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** The random id of this database's history: read once, since only a restore makes a new one. */
@Injectable()
export class Epoch implements OnModuleInit {
  current = '';

  constructor(@InjectDataSource() private readonly reader: DataSource) {}

  async onModuleInit(): Promise<void> {
    const [row] = await this.reader.query<{ value: string }[]>(`SELECT "value" FROM "server" WHERE "key" = 'epoch'`);
    if (!row) throw new Error('the database has no epoch');
    this.current = row.value;
  }
}
