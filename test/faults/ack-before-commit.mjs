// A deliberately broken build: acknowledges and broadcasts before the commit, as many servers do. The fault run loads it
// in front of the server to show that its checker would notice.
import { WriteQueue } from '../../dist/src/database/write-queue.js';

WriteQueue.prototype.work = async function (name) {
  const lane = this.lanes.get(name) ?? [];
  while (lane.length > 0) {
    const group = lane.splice(0, 200);
    const runner = this.writer.createQueryRunner();
    await runner.startTransaction();
    for (const item of group) await this.attempt([item], runner);
    this.settle(group);
    // Long against the work itself, so that nearly every kill falls between the acknowledgement and the commit.
    await new Promise((resolve) => setTimeout(resolve, 400));
    await runner.commitTransaction();
  }
  this.lanes.delete(name);
};
