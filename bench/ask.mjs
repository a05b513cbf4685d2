// Who asks over HTTP, in the programs that measure requests.
import { connect } from 'node:net';
import { cpuSeconds } from './senders.mjs';

/** From here on the load itself is what was measured. */
export const LOAD_LIMIT = 0.95;

/**
 * Asks over connections that stay open, each time as soon as the answer is there, and reads no more of an answer than its
 * length: the load must not be the limit. An answer other than 2xx ends the program.
 *
 * @param {{port: number, pid: number}} server
 * @param {() => string} next a whole request
 */
export async function ask({ port, pid }, next, { connections, seconds }) {
  const [cpuBefore, loadBefore, started] = [cpuSeconds(pid), process.cpuUsage(), performance.now()];
  const isOver = () => performance.now() - started > seconds * 1000;
  const counts = await Promise.all(Array.from({ length: connections }, () => askOver(port, next, isOver)));
  const took = (performance.now() - started) / 1000;
  const cpu = cpuSeconds(pid) - cpuBefore;
  const { user, system } = process.cpuUsage(loadBefore);
  const count = counts.reduce((sum, one) => sum + one, 0);
  return { count, perSecond: count / took, perCpuSecond: count / cpu, load: (user + system) / 1e6 / took };
}

function askOver(port, next, isOver) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(next()));
    let [count, wanted, got] = [0, 0, 0];
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed a connection')));
    socket.on('data', (chunk) => {
      if (wanted === 0) {
        const head = chunk.toString('latin1', 0, 4_000);
        if (!/^HTTP\/1.1 2/.test(head)) reject(new Error(head));
        wanted = head.indexOf('\r\n\r\n') + 4 + Number(/content-length: (\d+)/i.exec(head)[1]);
      }
      got += chunk.length;
      if (got < wanted) return;
      [wanted, got] = [0, 0];
      count++;
      if (!isOver()) socket.write(next());
      else {
        socket.end();
        resolve(count);
      }
    });
  });
}

/** A request as it goes over the wire. */
export function request(method, path, cookie, body) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', ...(cookie ? [`Cookie: ${cookie}`] : [])];
  if (text) headers.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`);
  return `${headers.join('\r\n')}\r\n\r\n${text}`;
}
