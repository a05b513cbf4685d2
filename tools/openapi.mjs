// Writes openapi.json from the built server, and from it the client's types. A test fails when either has drifted.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../dist/src/app.js';
import { readConfig } from '../dist/src/config/config.js';
import { apiDocument } from '../dist/src/openapi.js';

const folder = mkdtempSync(join(tmpdir(), 'veche-openapi-'));
const app = await createApp(readConfig({ DATABASE_URL: `sqlite:${folder}/veche.sqlite`, LOG_LEVEL: 'silent' }));
await app.init();
writeFileSync('openapi.json', `${JSON.stringify(await apiDocument(app), null, 2)}\n`);
await app.close();
rmSync(folder, { recursive: true });
