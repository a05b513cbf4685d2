import { existsSync } from 'node:fs';
import type { DatabaseLocation } from '../config/config.js';

/** Something the operator can mend; the message is a sentence. */
export class OperatorError extends Error {}

/** Told as work goes on: how much of all is done. */
export type Progress = (what: string, done: number, all: number) => void;

export interface Outcome {
  /** For people to read. */
  lines: string[];
  /** Nothing is lost or damaged. */
  isSound: boolean;
}

/** @throws OperatorError when SQLite has no file there yet */
export function requireDatabase(location: DatabaseLocation): void {
  if (location.engine === 'sqlite' && !existsSync(location.file))
    throw new OperatorError(`There is no database at ${location.file}.`);
}
