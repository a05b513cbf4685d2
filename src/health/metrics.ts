import { Inject } from '@nestjs/common';
import { type OnGatewayConnection, WebSocketServer } from '@nestjs/websockets';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Server } from 'socket.io';
import { ChatGateway } from '../common/chat-gateway.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { type Ack, ASKED } from '../contract/events.js';
import { SqlLog } from '../database/sql-log.js';
import { WriteQueue } from '../database/write-queue.js';
import { EventBus } from '../events/event-bus.js';

/** In seconds: from what a quiet server needs to what a client gives up at. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Packet = [event: string, ...rest: unknown[]];
interface Asking {
  use(middleware: (packet: Packet, next: () => void) => void): void;
}

/** What Prometheus is told. Nothing is measured where METRICS_TOKEN is not set. */
@ChatGateway()
export class Metrics implements OnGatewayConnection<Asking> {
  @WebSocketServer()
  private readonly io!: Server;
  private readonly registry = new Registry();
  private readonly isOn: boolean;
  private readonly acks = new Histogram({
    name: 'veche_ack_seconds',
    help: 'From the arrival of an event at the socket door to its acknowledgement',
    labelNames: ['event', 'outcome'] as const,
    buckets: BUCKETS,
    registers: [this.registry],
  });
  private readonly deduplicated = new Counter({
    name: 'veche_deduplicated_sends_total',
    help: 'Retries that were answered with the first result',
    registers: [this.registry],
  });

  constructor(@Inject(CONFIG) config: Config, writes: WriteQueue, events: EventBus, log: SqlLog) {
    this.isOn = config.metricsToken !== null;
    if (!this.isOn) return;
    collectDefaultMetrics({ register: this.registry });
    this.gauge('veche_connections', 'Open sockets', () => this.io.sockets.sockets.size);
    this.gauge('veche_write_queue_depth', 'Works that wait or are under way', () => writes.depth);
    this.counter('veche_commits_total', 'Transactions committed by the write queue', () => writes.counted.commits);
    this.counter('veche_works_total', 'Works in these transactions', () => writes.counted.works);
    this.counter('veche_statements_total', 'SQL that was run', () => log.all);
    this.counter('veche_slow_statements_total', 'SQL that took over 100 ms; the log names it', () => log.slow);
    const facts = new Counter({
      name: 'veche_facts_total',
      help: 'What happened and is on disk, by its kind: message.sent, message.edited, member.added …',
      labelNames: ['type'] as const,
      registers: [this.registry],
    });
    events.listen((told) => {
      for (const { type } of told) facts.inc({ type });
    });
  }

  /** In the text format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  handleConnection(socket: Asking): void {
    if (!this.isOn) return;
    socket.use((packet, next) => {
      const acknowledge = packet.at(-1);
      // Only what is in the contract: a client must not choose the names of series.
      if (typeof acknowledge === 'function' && ASKED.some((asked) => asked === packet[0])) {
        packet[packet.length - 1] = this.timed(packet[0], acknowledge as (answer: Ack<unknown>) => void);
      }
      next();
    });
  }

  private timed(event: string, acknowledge: (answer: Ack<unknown>) => void): (answer: Ack<unknown>) => void {
    const began = performance.now();
    return (answer) => {
      const outcome = answer.ok ? 'ok' : answer.error.code;
      this.acks.observe({ event, outcome }, (performance.now() - began) / 1_000);
      if (answer.ok && (answer.data as { deduplicated?: boolean } | undefined)?.deduplicated) this.deduplicated.inc();
      acknowledge(answer);
    };
  }

  private gauge(name: string, help: string, read: () => number): void {
    const collect = () => {
      gauge.set(read());
    };
    const gauge: Gauge = new Gauge({ name, help, registers: [this.registry], collect });
  }

  private counter(name: string, help: string, read: () => number): void {
    const collect = () => {
      counter.reset();
      counter.inc(read());
    };
    const counter: Counter = new Counter({ name, help, registers: [this.registry], collect });
  }
}
