import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AvatarsService } from './avatars.service.js';
import { StoredFile } from './file.entity.js';
import { FileStorage } from './file-storage.js';
import { FilesService } from './files.service.js';
import { PicturesService } from './pictures.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([StoredFile])],
  providers: [FileStorage, FilesService, PicturesService, AvatarsService],
  exports: [FileStorage, FilesService, PicturesService, AvatarsService],
})
export class FilesModule {}
