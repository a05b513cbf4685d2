#!/usr/bin/env node
import { Command } from 'commander';
import { ConfigError, loadConfig } from '../config/config.js';
import { migrate } from '../database/maintenance.js';
import { backUp } from './back-up.js';
import { check } from './check.js';
import { linkToAdministrator, linkToPassword, linkWithoutSecondFactor } from './links.js';
import { OperatorError, type Outcome } from './outcome.js';
import { restore } from './restore.js';
import { setUp } from './set-up.js';
import { showProgress } from './show-progress.js';

const SOUND = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

process.umask(0o077);
const show = showProgress(process.stderr);

const program = new Command('veche')
  .description('Looks after a Veche. It reads the same settings as the server.')
  .showHelpAfterError()
  .addHelpText(
    'after',
    `\nExit codes: ${SOUND} all is well, ${FAILED} it failed or found something wrong, ${WRONG_USAGE} wrong usage.`,
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? SOUND : WRONG_USAGE));

program
  .command('backup')
  .description('copies database, files and secrets into a new folder while the server runs')
  .argument('<folder>', 'where to; it must not be there yet')
  .action((folder: string) => run(() => backUp(loadConfig(), folder, show)));

program
  .command('restore')
  .description('verifies a backup and puts it where the settings say; nothing is overwritten')
  .argument('<folder>', 'the backup')
  .action((folder: string) => run(() => restore(loadConfig(), folder, show)));

program
  .command('check')
  .description('counts what there is, and looks for gaps, damage and lost files')
  .action(() => run(() => check(loadConfig(), show)));

program
  .command('setup')
  .description('makes folders, database and secret, and prints the link to the first administrator; starts nothing')
  .action(() => run(() => setUp(loadConfig())));

program
  .command('migrate')
  .description('brings the database up to date, as each start of the server does')
  .action(() =>
    run(async () => {
      await migrate(loadConfig().database);
      return { lines: ['The database is up to date.'], isSound: true };
    }),
  );

program
  .command('serve')
  .description('serves the chat, as npm start does')
  .action(async () => {
    await import('../main.js');
  });

program
  .command('admin')
  .description('administrators')
  .command('create')
  .description('prints a link that makes one more administrator: works once, for a day')
  .action(() => run(() => linkToAdministrator(loadConfig())));

const user = program.command('user').description('people');

user
  .command('reset-password')
  .description('prints a link by which a person chooses a new password: works once, for a day')
  .argument('<username>', 'who forgot theirs')
  .action((username: string) => run(() => linkToPassword(loadConfig(), username)));

user
  .command('remove-second-factor')
  .description(
    'prints a link by which a person signs in without their second factor, which ends it: works once, for a day',
  )
  .argument('<username>', 'who lost theirs')
  .action((username: string) => run(() => linkWithoutSecondFactor(loadConfig(), username)));

await program.parseAsync();

async function run(work: () => Promise<Outcome>): Promise<void> {
  try {
    const { lines, isSound } = await work();
    process.stdout.write(`${lines.join('\n')}\n`);
    process.exitCode = isSound ? SOUND : FAILED;
  } catch (error) {
    const isKnown = error instanceof ConfigError || error instanceof OperatorError;
    process.stderr.write(`veche: ${isKnown ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
    process.exitCode = FAILED;
  }
}
