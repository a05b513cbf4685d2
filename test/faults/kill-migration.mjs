// Loaded in front of a program: it dies by SIGKILL while it brings a database up to date. KILL_AT says whether the newest migration is
// `unrecorded`, `uncommitted` or `committed` then.
import { sqliteDriver } from '../../dist/src/database/sqlite-driver.js';

const { KILL_AT, NEWEST } = process.env;
const { prepare } = sqliteDriver.prototype;
let isNewest = false;
const die = () => process.kill(process.pid, 'SIGKILL');

sqliteDriver.prototype.prepare = function (text) {
  const statement = prepare.call(this, text);
  const { run } = statement;
  statement.run = function (...parameters) {
    if (/^INSERT INTO "migrations"/.test(text) && parameters.includes(NEWEST)) isNewest = true;
    if (KILL_AT === 'unrecorded' && isNewest) die();
    if (KILL_AT === 'uncommitted' && isNewest && text === 'COMMIT') die();
    const result = run.apply(this, parameters);
    if (KILL_AT === 'committed' && isNewest && text === 'COMMIT') die();
    return result;
  };
  return statement;
};
