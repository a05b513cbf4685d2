import { dictionary } from '@zxcvbn-ts/language-common';
import { AppError } from '../common/app-error.js';
import { LIMITS } from '../contract/limits.js';
import { usernameKey } from '../users/username.js';

const COMMON = new Set(dictionary['passwords-common'].filter((word) => word.length >= LIMITS.password.min));

/**
 * Length, common passwords and the own name, as NIST SP 800-63B asks; no rule about kinds of characters.
 *
 * @param pointer where in the request the password stands
 * @throws AppError `validation_failed`
 */
export function requireGoodPassword(password: string, username: string, pointer: string): void {
  const fault = passwordFault(password, username);
  if (fault) throw new AppError('validation_failed', { errors: [{ pointer, ...fault }] });
}

function passwordFault(given: string, username: string): { code: string; detail: string } | undefined {
  const { min, max } = LIMITS.password;
  // As it will be hashed: another form of a common password is the same password.
  const password = given.normalize('NFKC');
  const length = Array.from(password).length;
  if (length < min || length > max) return { code: 'length', detail: `must be ${min} to ${max} characters long` };
  if (!password.isWellFormed()) return { code: 'isText', detail: 'must be well-formed Unicode' };
  if (usernameKey(password) === usernameKey(username)) return { code: 'isName', detail: 'must not be the name' };
  if (COMMON.has(password.toLowerCase())) return { code: 'isCommon', detail: 'is among the most common passwords' };
  return undefined;
}
