import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import express, { type Request, type Response } from 'express';
import type { Observable } from 'rxjs';

/** Reads the small body of an act, after the guards: whoever may not act is not even listened to. */
@Injectable()
export class ActBodyInterceptor implements NestInterceptor {
  private readonly parse = express.json({ limit: '8kb' });

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    await new Promise<void>((resolve, reject) => {
      this.parse(http.getRequest<Request>(), http.getResponse<Response>(), (error?: Error) => {
        if (error) reject(error);
        else resolve();
      });
    });
    return next.handle();
  }
}
