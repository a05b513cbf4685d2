import type { Server, Socket } from 'socket.io';

/** What engine.io and ws do not declare. */
interface Connection {
  flush(): void;
  transport: { socket?: { _socket?: { cork(): void; uncork(): void } } };
}

/**
 * Writes what a client is sent in one turn of the event loop at once, in the order in which it was sent. Socket.IO writes
 * each frame and each acknowledgement by itself, and a write to the system costs as much as a hundred messages in it.
 *
 * The end of the turn is that of its microtasks: everybody who waited for a commit has resumed by then. Nobody waits
 * longer for it, and what waits for a slow reader waits where it did.
 */
export function joinWrites(io: Server): void {
  const due = new Set<() => void>();
  const writeAll = () => {
    const writes = [...due];
    due.clear();
    for (const write of writes) write();
  };
  io.engine.on('connection', (socket: Socket['conn']) => {
    const connection = socket as unknown as Connection;
    const flush = connection.flush.bind(connection);
    const write = () => {
      const wire = connection.transport.socket?._socket;
      wire?.cork();
      flush();
      wire?.uncork();
    };
    connection.flush = () => {
      if (due.size === 0) process.nextTick(writeAll);
      due.add(write);
    };
  });
}
