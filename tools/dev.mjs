// Server and client, both rebuilt as you write: the server on port 3000, the client with hot reload on port 5173.
import { spawn } from 'node:child_process';

const commands = [
  ['npx', '--no-install', 'nest', 'start', '--watch', '--', '--enable-source-maps'],
  ['npm', 'run', '--silent', '--prefix', 'web', 'dev'],
];
const shell = process.platform === 'win32';
const children = commands.map(([command, ...args]) => spawn(command, args, { stdio: 'inherit', shell }));

console.log('veche: open http://localhost:5173 once both are up; Ctrl+C ends both');
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
for (const child of children) child.once('exit', stop);

function stop() {
  for (const child of children) child.kill('SIGTERM');
}
