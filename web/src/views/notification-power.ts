import type { Client } from '../state/client.js';
import { choose, isChosen } from './notification-choices.js';
import {
  askPermission,
  permission,
  type Permission,
  subscription,
  unsubscribe,
  withdraw,
} from './system-notifications.js';

/** After a click only: the browser may ask. */
export async function turnOn(client: Client, language: string): Promise<Permission> {
  const answer = await askPermission();
  if (answer === 'granted') {
    choose('shown', true);
    void keepSubscribed(client, language);
  }
  return answer;
}

export async function turnOff(client: Client): Promise<void> {
  choose('shown', false);
  await client.notifications.unsubscribe();
  await unsubscribe();
  await withdraw(() => true);
}

/**
 * Lets the server know how this browser can be told while no page is open. Where it cannot, as without a push service,
 * pages that are open tell all the same.
 */
export async function keepSubscribed(client: Client, language: string): Promise<void> {
  if (!isChosen('shown') || permission() !== 'granted') return;
  const { data: key } = await client.notifications.pushKey();
  const found = key === null ? null : await subscription(key);
  if (found) await client.notifications.subscribe({ ...found, showText: isChosen('text'), language });
}
