import { Injectable } from '@nestjs/common';

/** The only reader of the wall clock, so that tests can move time. Times label things; nothing is ordered by them. */
@Injectable()
export class Clock {
  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now();
  }
}
