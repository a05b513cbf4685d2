import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { GroupsModule } from '../groups/groups.module.js';
import { ModerationModule } from '../moderation/moderation.module.js';
import { UsersModule } from '../users/users.module.js';
import { ActsController } from './acts.controller.js';
import { AdminController } from './admin.controller.js';
import { ListExport } from './list-export.js';
import { Overview } from './overview.js';
import { Panel } from './panel.js';

@Module({
  imports: [AuditModule, AuthModule, GroupsModule, ModerationModule, UsersModule],
  // In this order: AdminController takes every other address.
  controllers: [ActsController, AdminController],
  providers: [ListExport, Overview, Panel],
})
export class AdminModule {}
