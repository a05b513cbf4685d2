import type { SecondFactorSecretView, SecondFactorView } from '../../../src/contract/views.js';
import { Actions } from './actions.js';
import type { Answer, Outcome } from './model.js';

/** What I show besides my password to sign in. */
export class SecondFactorActions extends Actions {
  look(): Promise<Answer<SecondFactorView>> {
    return this.answer(() => this.http.secondFactor());
  }

  /** Counts for nothing until it is confirmed. */
  begin(password: string): Promise<Answer<SecondFactorSecretView>> {
    return this.answer(() => this.http.beginSecondFactor(password));
  }

  /** Turns it on; the data are recovery codes. */
  confirm(code: string): Promise<Answer<string[]>> {
    return this.answer(() => this.http.confirmSecondFactor(code));
  }

  renewRecoveryCodes(password: string, code: string): Promise<Answer<string[]>> {
    return this.answer(() => this.http.renewRecoveryCodes(password, code));
  }

  turnOff(password: string, code: string): Promise<Outcome> {
    return this.outcome(() => this.http.removeSecondFactor(password, code));
  }
}
