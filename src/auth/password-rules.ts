import { AppError } from '../common/app-error.js';
import { LIMITS } from '../contract/limits.js';
import { usernameKey } from '../users/username.js';

let common: Promise<Set<string>> | undefined;

/**
 * Length, common passwords and the own name, as NIST SP 800-63B asks; no rule about kinds of characters.
 *
 * @param pointer where in the request the password stands
 * @throws AppError `validation_failed`
 */
export async function requireGoodPassword(password: string, username: string, pointer: string): Promise<void> {
  common ??= readCommon();
  const fault = passwordFault(password, username, await common);
  if (fault) throw new AppError('validation_failed', { errors: [{ pointer, ...fault }] });
}

/** Read for the first password that is chosen: no start waits for it. */
async function readCommon(): Promise<Set<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].filter((word) => word.length >= LIMITS.password.min));
}

function passwordFault(
  given: string,
  username: string,
  commonOnes: Set<string>,
): { code: string; detail: string } | undefined {
  const { min, max } = LIMITS.password;
  // As it will be hashed: another form of a common password is the same password.
  const password = given.normalize('NFKC');
  const length = Array.from(password).length;
  if (length < min || length > max) return { code: 'length', detail: `must be ${min} to ${max} characters long` };
  if (!password.isWellFormed()) return { code: 'isText', detail: 'must be well-formed Unicode' };
  if (usernameKey(password) === usernameKey(username)) return { code: 'isName', detail: 'must not be the name' };
  if (commonOnes.has(password.toLowerCase())) return { code: 'isCommon', detail: 'is among the most common passwords' };
  return undefined;
}
