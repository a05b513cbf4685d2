// A Nest server with one socket gateway and one address that says it is ready: what the frameworks alone cost.
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WebSocketGateway } from '@nestjs/websockets';
import { IoAdapter } from '@nestjs/platform-socket.io';

class Health {
  ready() {
    return { status: 'ok' };
  }
}
Get('health/ready')(Health.prototype, 'ready', Object.getOwnPropertyDescriptor(Health.prototype, 'ready'));
Controller()(Health);

class Gateway {}
WebSocketGateway({ transports: ['websocket'] })(Gateway);

class App {}
Module({ controllers: [Health], providers: [Gateway] })(App);

const app = await NestFactory.create(App, { logger: false });
app.useWebSocketAdapter(new IoAdapter(app));
await app.listen(Number(process.env.PORT), process.env.HOST);
console.log('ready');
