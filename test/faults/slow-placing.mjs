// Loaded before the server: holds every stored file for a while between its bytes and its row, so that kills land there.
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const { rename } = fs;
fs.rename = async (from, to) => {
  await rename(from, to);
  await sleep(100);
};
syncBuiltinESMExports();
