import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChannelsModule } from '../channels/channels.module.js';
import { FilesModule } from '../files/files.module.js';
import { UploadIntake } from './upload-intake.js';
import { Upload } from './upload.entity.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsService } from './uploads.service.js';
import { UploadsSweep } from './uploads-sweep.js';

@Module({
  imports: [TypeOrmModule.forFeature([Upload]), ChannelsModule, FilesModule],
  controllers: [UploadsController],
  providers: [UploadsService, UploadIntake, UploadsSweep],
  exports: [UploadsService],
})
export class UploadsModule {}
