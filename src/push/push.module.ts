import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { PushAudience } from './push-audience.js';
import { PushKeys } from './push-keys.js';
import { PushSender } from './push-sender.js';
import { PushSubscription } from './push-subscription.entity.js';
import { PUSH_TIMES, PUSH_TIMES_IN_USE } from './push-times.js';
import { PushController } from './push.controller.js';
import { PushService } from './push.service.js';
import { SubscriptionsService } from './subscriptions.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([PushSubscription]), RealtimeModule],
  controllers: [PushController],
  providers: [
    ...[PushAudience, PushKeys, PushSender, PushService, SubscriptionsService],
    { provide: PUSH_TIMES, useValue: { ...PUSH_TIMES_IN_USE } },
  ],
})
export class PushModule {}
