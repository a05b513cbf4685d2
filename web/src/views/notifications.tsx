import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { beginningOf } from '../../../src/contract/push.js';
import { isQuiet } from '../../../src/contract/quiet-hours.js';
import type { MessageView, MyChannelView, UserView } from '../../../src/contract/views.js';
import { APP_ICON, type Card } from '../state/card.js';
import type { Client } from '../state/client.js';
import { plainText } from '../state/markdown.js';
import type { ChatState, Notification } from '../state/model.js';
import { readUpTo } from '../state/reading.js';
import { visibleChannels } from '../state/selectors.js';
import { isAttentive, useAttentive } from './attention.js';
import { channelName } from './channel-name.js';
import { useClient } from './client-context.js';
import { isChosen, wasOffered } from './notification-choices.js';
import { NotificationOffer } from './notification-offer.js';
import { keepSubscribed } from './notification-power.js';
import { ring } from './ring.js';
import { onOpen, permission, show, withdraw } from './system-notifications.js';
import { useTabMarks } from './tab-marks.js';
import { beAttentive, becomeTeller, isAnyTabAttentive } from './tabs.js';
import { uploadsText } from './uploads-text.js';

const WITHDRAW_AFTER_MS = 500;

/** Tells of messages to whoever does not look, and takes back what was read elsewhere. */
export function Notifications(): ReactNode {
  const [missed, setMissed] = useState(false);
  const miss = useCallback(() => {
    setMissed(!wasOffered() && permission() === 'default');
  }, []);
  useTabMarks();
  useTelling(miss);
  useWithdrawing();
  useSubscription();
  useEffect(() => onOpen(navigate), []);
  if (!missed) return null;
  return (
    <NotificationOffer
      onDone={() => {
        setMissed(false);
      }}
    />
  );
}

/** Each session subscribes anew, and so does another language. */
function useSubscription(): void {
  const { i18n } = useLingui();
  const client = useClient();
  const { locale } = i18n;
  useEffect(() => {
    void keepSubscribed(client, locale);
  }, [client, locale]);
}

/** @param miss called when a notification would have helped, had the person allowed it */
function useTelling(miss: () => void): void {
  const { i18n } = useLingui();
  const client = useClient();
  const attentive = useAttentive();
  const teller = useRef(false);
  useEffect(() => (attentive ? beAttentive() : undefined), [attentive]);
  useEffect(() => {
    const stop = becomeTeller(() => {
      teller.current = true;
    });
    return () => {
      teller.current = false;
      stop();
    };
  }, []);
  useEffect(
    () =>
      client.onNotify((notification) => {
        const { quietHours } = client.store.getState();
        if (isQuiet(quietHours, Date.now())) return;
        if (isAttentive()) ringUnlessSeen(client.store.getState(), notification);
        else if (teller.current) void tell(i18n, client, notification, miss);
      }),
    [client, i18n, miss],
  );
}

function ringUnlessSeen(state: ChatState, { channelId }: Notification): void {
  if (openChannel(state) !== channelId && isChosen('sound')) ring();
}

/** The channel on the screen. */
function openChannel(state: ChatState): string | undefined {
  const named = /^\/c\/([^/]+)/.exec(location.pathname)?.[1];
  return named ?? (location.pathname === '/' ? visibleChannels(state)[0]?.view.id : undefined);
}

async function tell(i18n: I18n, client: Client, notification: Notification, miss: () => void): Promise<void> {
  if (await isAnyTabAttentive()) return;
  if (isChosen('sound')) ring();
  if (!isChosen('shown') || permission() !== 'granted') {
    miss();
    return;
  }
  const { data: told } = await client.notifications.describe(notification);
  const state = client.store.getState();
  const view = state.channels[notification.channelId]?.view;
  // Read, left or deleted while it was looked up.
  if (!told || !view || notification.seq <= readUpTo(view)) return;
  await show(cardOf(i18n, view, told, notification.kind));
}

interface Told {
  message: MessageView;
  author: UserView;
}

function cardOf(i18n: I18n, view: MyChannelView, { message, author }: Told, kind: Notification['kind']): Card {
  const { id: channelId, kind: channelKind } = view;
  const said = beginningOf(plainText(message.body)) || uploadsText(i18n, message.uploads);
  return {
    ...{ channelId, seq: message.seq, icon: author.avatarUrl ?? APP_ICON },
    ...{ sender: author.displayName, language: i18n.locale },
    place: channelKind === 'direct' ? null : channelName(i18n, view, null),
    body: isChosen('text') ? said : i18n._('notifications.message'),
    loud: kind === 'mention' || channelKind === 'direct',
    silent: true,
  };
}

function useWithdrawing(): void {
  const client = useClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      timer = undefined;
      const { channels, epoch } = client.store.getState();
      // Until the channels are known, nothing is known to be over.
      if (epoch === null || !isChosen('shown')) return;
      void withdraw(({ channelId, seq }) => {
        const view = channels[channelId]?.view;
        return !view || seq <= readUpTo(view);
      });
    };
    const stop = client.store.subscribe(({ channels }, before) => {
      if (channels !== before.channels) timer ??= setTimeout(look, WITHDRAW_AFTER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
      // Whoever is signed in next must not see them.
      if (client.store.getState().session !== 'signed-in') void withdraw(() => true);
    };
  }, [client]);
}
