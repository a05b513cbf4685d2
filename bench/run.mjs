// Runs the load programs one after the other, and writes what they say into bench/RESULTS.md.
//   node bench/run.mjs [durable fanout …]
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { forgetHistories } from './long-history.mjs';

const ALL = ['durable', 'fanout', 'pace', 'connections', 'history', 'growth', 'start', 'pages', 'pictures'];
const PACKAGES = ['@nestjs/core', 'socket.io', 'typeorm', 'express', 'sharp'];
const RESULTS = 'bench/RESULTS.md';

const names = process.argv.length > 2 ? process.argv.slice(2) : ALL;
const results = [];
for (const name of names) {
  console.log(`\n— ${name}`);
  results.push({ name, ...(await run(name)) });
}
forgetHistories();
writeFileSync(RESULTS, document());
console.log(`\n${RESULTS} is written`);
process.exitCode = results.some(({ code }) => code !== 0) ? 1 : 0;

function run(name) {
  return new Promise((resolve) => {
    let text = '';
    const child = spawn(process.execPath, [`bench/${name}.mjs`], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      text += chunk;
    });
    child.on('close', (code) => resolve({ code, text }));
  });
}

function document() {
  const goals = results.flatMap(({ text }) => [...text.matchAll(/^goal: (.+): (.+), (.+): (met|NOT MET)$/gm)]);
  return `# Results

Made by \`npm run bench\`. On another machine the ratios say something, and the figures little.

${machine().join('\n')}

## Goals

| what | is | goal | |
|---|---|---|---|
${goals.map(([, ...cells]) => `| ${cells.join(' | ')} |`).join('\n')}
${results.map(section).join('')}`;
}

function section({ name, code, text }) {
  const lines = text.split('\n').filter((line) => !/^(goal:|round \d)/.test(line));
  const failed = code === 0 ? '' : '\nIt failed.\n';
  return `\n## ${name}\n${failed}\n\`\`\`\n${lines.join('\n').trim()}\n\`\`\`\n`;
}

function machine() {
  const [{ model }, ...rest] = cpus();
  const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
  return [
    `- ${new Date().toISOString().slice(0, 10)}`,
    `- ${rest.length + 1} cores of ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`,
    `- Node ${process.versions.node}, ${PACKAGES.map((name) => `${name} ${version(name)}`).join(', ')}`,
  ];
}
