import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { UsersModule } from '../users/users.module.js';
import { AdminController } from './admin.controller.js';
import { Panel } from './panel.js';

@Module({
  imports: [AuthModule, UsersModule],
  controllers: [AdminController],
  providers: [Panel],
})
export class AdminModule {}
