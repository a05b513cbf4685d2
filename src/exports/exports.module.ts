import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module.js';
import { UsersModule } from '../users/users.module.js';
import { ExportsController } from './exports.controller.js';
import { ExportsService } from './exports.service.js';

@Module({
  imports: [FilesModule, UsersModule],
  controllers: [ExportsController],
  providers: [ExportsService],
})
export class ExportsModule {}
