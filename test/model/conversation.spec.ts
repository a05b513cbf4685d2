// People talk, change their minds, come and go, lose their connection and their server; and at the end every device of the
// shipped client shows what a fresh fetch shows, and that is what a model in memory says.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GroupMembersService } from '../../src/groups/group-members.service.js';
import { GroupsService } from '../../src/groups/groups.service.js';
import { onPostgres } from '../support/database.js';
import { commands } from './commands.js';
import { Model } from './model.js';
import { World } from './world.js';

const RUNS = Number(process.env['MODEL_RUNS'] ?? (onPostgres ? 100 : 1_000));
const SEED = Number(process.env['MODEL_SEED'] ?? Date.now() % 1e9);

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.stop());

async function aModel(): Promise<Model> {
  const [owner] = world.people;
  const { id } = await world.get(GroupsService).create(owner!.user.id, { name: 'a group', visibility: 'public' });
  return new Model(id, owner!.user.id, new Map(world.people.map(({ user }) => [user.id, user.username])));
}

it(`${RUNS} stories end the same for every device, for a fresh fetch and for the model`, async () => {
  process.stdout.write(`model: seed ${SEED}, ${RUNS} runs on ${onPostgres ? 'PostgreSQL' : 'SQLite'}\n`);
  const story = fc.asyncProperty(commands, async (steps) => {
    const model = await aModel();
    try {
      await fc.asyncModelRun(() => ({ model, real: world }), steps);
    } finally {
      for (const device of model.offline) world.mend(device);
      model.offline.clear();
    }
    for (const device of world.devices.keys()) await world.compare(device, model);
    for (const { user } of world.people) if (model.isMember(user.id)) await leave(user.id, model);
  });
  await fc.assert(story, {
    numRuns: RUNS,
    seed: SEED,
    // A shorter story would have to wait in vain as long as the first: the seed is enough.
    endOnFailure: true,
    interruptAfterTimeLimit: 1_200_000,
    markInterruptAsFailure: true,
  });
  await world.checkNumbers();
  expect(RUNS).toBeGreaterThan(0);
}, 1_300_000);

/** So that the next story does not find the last one in everybody's list. */
async function leave(userId: string, { channelId }: Model): Promise<void> {
  await world.get(GroupMembersService).leave(userId, channelId);
}
