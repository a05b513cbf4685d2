// What one would write first: Socket.IO, and one committed insert per message. BARE=1 leaves the insert out.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { openDatabase } from '../sqlite.mjs';

const database = process.env.BARE ? null : openDatabase(process.env.DATABASE_FILE);
database?.exec('CREATE TABLE message (id INTEGER PRIMARY KEY, clientId TEXT UNIQUE, body TEXT)');
const insert = database?.prepare('INSERT INTO message (clientId, body) VALUES (?, ?)');

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });
io.on('connection', (socket) => {
  socket.join((socket.handshake.query.rooms ?? 'general').split(','));
  socket.on('message:send', ({ channelId, clientId, body }, ack) => {
    insert?.run(clientId, body);
    io.to(channelId).emit('message', { clientId, body });
    ack({ ok: true });
  });
});
http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
