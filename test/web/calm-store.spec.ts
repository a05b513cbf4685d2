import { beforeEach, describe, expect, it } from '@jest/globals';
import { calmed, type ShownStore } from '../../web/src/state/calm-store.js';
import { type ChatStore, createChatStore } from '../../web/src/state/store.js';
import { settle, TestClock } from './support/test-clock.js';

let clock: TestClock;
let store: ChatStore;
let shown: ShownStore;
let told: number;
/** How long drawing takes each time, and took until now. */
let drawing: number;
let drawn: number;
beforeEach(() => {
  clock = new TestClock();
  store = createChatStore();
  shown = calmed(store, { now: () => clock.now() + drawn, wait: clock.wait });
  told = 0;
  drawing = 0;
  drawn = 0;
  shown.subscribe(() => {
    told++;
    drawn += drawing;
  });
});

const live = (number: number): void => {
  store.setState({ typing: { channel: { ann: number } } });
};

/** A device that takes long to draw, in a quiet moment. */
async function slowDevice(): Promise<void> {
  drawing = 80;
  live(0);
  await clock.advance(1_000);
  told = 0;
}

const write = (text: string): void => {
  store.setState({ drafts: { channel: text } });
};

describe('what the views are told', () => {
  it('is at once what changes after a quiet moment', () => {
    live(1);
    expect([told, shown.getState()]).toEqual([1, store.getState()]);
  });

  it('is many changes of a lively channel together, a few times a second', async () => {
    live(1);
    await settle();
    for (let i = 2; i < 20; i++) live(i);
    expect(told).toBe(1);
    await clock.advance(99);
    expect(told).toBe(1);
    await clock.advance(1);
    expect([told, shown.getState()]).toEqual([2, store.getState()]);
    await clock.advance(1_000);
    live(20);
    expect(told).toBe(3);
  });

  it('is less often what takes long to draw', async () => {
    drawing = 80;
    live(1);
    await settle();
    live(2);
    await clock.advance(399);
    expect(told).toBe(1);
    await clock.advance(1);
    expect([told, shown.getState()]).toEqual([2, store.getState()]);
  });

  it('is at once what others do while a person writes, where it is drawn within a frame', async () => {
    write('h');
    live(1);
    await settle();
    expect([told, shown.getState()]).toEqual([1, store.getState()]);
  });

  it('is on a slow device when a person who writes pauses what others do meanwhile, and no key', async () => {
    await slowDevice();
    write('h');
    live(1);
    for (const text of ['ha', 'hal', 'half']) {
      await clock.advance(200);
      write(text);
    }
    await clock.advance(299);
    expect(told).toBe(0);
    await clock.advance(1);
    expect([told, shown.getState()]).toEqual([1, store.getState()]);
  });

  it('is there what others do every three seconds, however long a person writes, once a key is drawn', async () => {
    await slowDevice();
    write('h');
    live(1);
    for (let drawing = 1; drawing <= 3; drawing++) {
      for (let i = 1; i < 15; i++) {
        await clock.advance(200);
        write('ha'.repeat(i));
      }
      await clock.advance(200);
      expect(told).toBe(drawing - 1);
      write('hahaha');
      await clock.advance(15);
      expect(told).toBe(drawing - 1);
      await clock.advance(1);
      expect([told, shown.getState()]).toEqual([drawing, store.getState()]);
      live(drawing + 1);
    }
  });

  it('is at once, with all there is, what a person does besides writing', async () => {
    await slowDevice();
    write('half a');
    live(1);
    await settle();
    expect(told).toBe(0);
    store.setState({ replyingTo: { channel: 'message' } });
    expect(shown.getState()).toBe(store.getState());
    const before = told;
    await clock.advance(1_000);
    expect(told).toBe(before);
  });
});
