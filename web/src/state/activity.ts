import type { Clock } from './clock.js';

/** Without any input for so long, the person is not at this screen. */
const AWAY_AFTER_MS = 5 * 60_000;

/** Finds out from the input whether somebody is at this screen. */
export class Activity {
  private lastInput: number;
  private active = true;

  constructor(
    private readonly clock: Clock,
    private readonly tell: (active: boolean) => void,
  ) {
    this.lastInput = clock.now();
    void this.watch();
  }

  input(): void {
    this.lastInput = this.clock.now();
    if (this.active) return;
    this.active = true;
    this.tell(true);
    void this.watch();
  }

  private async watch(): Promise<void> {
    for (let left = AWAY_AFTER_MS; left > 0; left = this.lastInput + AWAY_AFTER_MS - this.clock.now()) {
      await this.clock.wait(left);
    }
    this.active = false;
    this.tell(false);
  }
}
