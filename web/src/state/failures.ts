// What a rejected question means to a person.
import { Refusal } from '../api/failure.js';
import type { Failure, Outcome } from './model.js';

export function asFailure(error: unknown): Failure {
  return error instanceof Refusal ? error.problem : 'unreachable';
}

/** Nobody is signed in. */
export function isOver(outcome: Outcome): boolean {
  return codeOf(outcome) === 'unauthenticated';
}

/** Somebody changed it meanwhile. */
export function isConflict(outcome: Outcome): boolean {
  return codeOf(outcome) === 'version_conflict';
}

function codeOf(outcome: Outcome): string | undefined {
  return outcome === null || outcome === 'unreachable' ? undefined : outcome.code;
}
