// What a rejected question means to a person.
import { Refusal } from '../api/failure.js';
import type { Failure, Outcome } from './model.js';

export function asFailure(error: unknown): Failure {
  return error instanceof Refusal ? error.problem : 'unreachable';
}

/** Nobody is signed in. */
export function isOver(outcome: Outcome): boolean {
  return outcome !== null && outcome !== 'unreachable' && outcome.code === 'unauthenticated';
}
