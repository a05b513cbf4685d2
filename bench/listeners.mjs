// Who only hears, in the programs that count deliveries. A thousand of them that take frames apart cost more than the server,
// and the load would be what is measured: so they count in the bytes as these come, and all read into one piece of memory.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

/** Begins each body; nothing else that is sent holds it. */
export const MARK = '\u{1f4cd}';
const [FIRST, SECOND, THIRD, FOURTH] = Buffer.from(MARK);
/** So many bytes of a mark may end one read, before the last of them begins the next. */
const SPLIT = Buffer.byteLength(MARK) - 1;
const READ = Buffer.alloc(SPLIT + 256 * 1024);
const PONG_MS = 5_000;

/**
 * A device that counts the marks that reach it. Nobody answers pings, so one does without being asked.
 *
 * @param {{port: number, query: string, cookie: string, welcome: string}} way what is heard after the query and the cookie
 *   of a handshake when one is in
 */
export function listen({ port, query, cookie, welcome }) {
  return new Promise((resolve, reject) => {
    const kept = Buffer.alloc(SPLIT);
    let keptBytes = 0;
    let count = 0;
    const heard = (bytes) => {
      kept.copy(READ, SPLIT - keptBytes, 0, keptBytes);
      const read = READ.subarray(SPLIT - keptBytes, SPLIT + bytes);
      count += marksIn(read);
      keptBytes = Math.min(read.length, SPLIT);
      read.copy(kept, 0, read.length - keptBytes);
    };
    let greeting = '';
    let isIn = false;
    const greeted = (bytes) => {
      const asked = greeting.includes('\r\n\r\n');
      greeting += READ.toString('latin1', SPLIT, SPLIT + bytes);
      if (!asked && greeting.includes('\r\n\r\n')) socket.write(frame('40'));
      if (!greeting.split('\r\n\r\n')[1]?.includes(welcome)) return;
      isIn = true;
      resolve({ count: () => count, close: () => socket.destroy() });
    };
    const callback = (bytes) => {
      heard(bytes);
      if (!isIn) greeted(bytes);
    };
    const onread = { buffer: READ.subarray(SPLIT), callback };
    const socket = connect({ host: '127.0.0.1', port, onread, noDelay: true });
    const pongs = setInterval(() => socket.write(frame('3')), PONG_MS);
    socket.once('error', reject);
    socket.once('close', () => {
      clearInterval(pongs);
      reject(new Error(`a connection was closed: ${greeting}`));
    });
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket${query} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
        `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n${cookie ? `Cookie: ${cookie}\r\n` : ''}\r\n`,
    );
  });
}

/** A short text as a client sends it: masked, with zeros. */
function frame(text) {
  return Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0, ...Buffer.from(text)]);
}

/** Looks for one rare byte, which takes a seventh of the time of looking for text. */
export function marksIn(data) {
  let count = 0;
  for (let at = data.indexOf(FIRST); at >= 0; at = data.indexOf(FIRST, at + 1))
    if (data[at + 1] === SECOND && data[at + 2] === THIRD && data[at + 3] === FOURTH) count++;
  return count;
}
