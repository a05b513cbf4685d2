import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { AccountsService } from '../../src/auth/accounts.service.js';
import { v7 as uuid } from 'uuid';
import { WriteQueue } from '../../src/database/write-queue.js';
import { Report } from '../../src/moderation/report.entity.js';
import { User } from '../../src/users/user.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import { chatLink, gone, launch, message, onMessage, openAs, screenshot, systemChromium } from '../support/browser.js';
import { anAdministrator, directOf, generalOf, login, register, say, signedIn } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('a report', () => {
    let app: TestApp;
    let browser: Browser;
    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('goes from the menu of a private message to a moderator, who deletes it', async () => {
      const [ann, bob, mod] = [await register(app, 'Ann'), await register(app, 'Bob'), await register(app, 'Mod')];
      const change = { role: 'moderator' } as const;
      await app.nest.get(WriteQueue).run(({ manager }) => manager.update(User, { id: mod.user.id }, change));
      await say(bob, await directOf(ann, bob), 'a threat');
      const page = await openAs(browser, app, ann);
      await chatLink(page, 'Bob').click();
      await onMessage(page, 'a threat', 'Report the message');
      await page.getByLabel('What is wrong?').fill('He threatens me');
      await screenshot(page, 'report');
      await page.getByRole('button', { name: 'Send to the moderators' }).click();
      await page.getByText('Thank you.').waitFor();
      await page.keyboard.press('Escape');

      const theirs = await openAs(browser, app, await login(app, 'Mod'));
      const badge = theirs.locator('[data-badge="reports"]');
      await badge.getByText('1 report to look at').waitFor();
      await theirs.goto(`${app.url}/settings`);
      await theirs.getByText('He threatens me').waitFor();
      await theirs.getByText('In a private conversation').waitFor();
      await theirs.getByText('a threat').waitFor();
      await screenshot(theirs, 'reports');
      await theirs.getByRole('button', { name: 'Delete the message and close' }).click();
      await theirs.getByText('Nothing to look at.').waitFor();
      await gone(badge);
      await gone(message(page, 'a threat'));

      // What comes meanwhile is there by itself, with the way to the message and to who said it.
      const { id } = await say(bob, (await generalOf(bob)).id, 'a public threat');
      await ann.post(`/api/messages/${id}/reports`, { reason: 'He goes on' }).expect(204);
      await theirs.getByText('He goes on').waitFor();
      await badge.waitFor();
      await theirs.getByRole('button', { name: 'Profile' }).click();
      await theirs.getByRole('dialog').getByText('@Bob').waitFor();
      await theirs.keyboard.press('Escape');
      await theirs.getByRole('main').getByRole('link', { name: 'General' }).click();
      await message(theirs, 'a public threat').waitFor();

      // Who moderates no more has nothing to look at.
      const root = await anAdministrator(app);
      await ann.post(`/api/users/${bob.user.id}/reports`, { reason: 'And on' }).expect(204);
      await badge.waitFor();
      await app.nest.get(AccountsService).setRole(signedIn(root), mod.user.id, 'member', 'was rude');
      await gone(badge);
      await theirs.context().close();
    }, 60_000);

    it('that was asked for beyond the first page stays in sight when another one comes', async () => {
      const [eve, rita] = [await register(app, 'Eve'), await register(app, 'Rita')];
      const guard = await register(app, 'Guard');
      const change = { role: 'moderator' } as const;
      const rows = Array.from({ length: 55 }, (_, i) => ({
        ...{ id: uuid(), reporterId: eve.user.id, userId: rita.user.id, messageId: null, body: '' },
        ...{ reason: `Reason ${i}.`, createdAt: Date.now(), closedAt: null },
      }));
      await app.nest.get(WriteQueue).run(async ({ manager }) => {
        await manager.update(User, { id: guard.user.id }, change);
        await manager.insert(Report, rows);
      });
      const page = await openAs(browser, app, await login(app, 'Guard'));
      await page.goto(`${app.url}/settings`);
      await page.getByText('Reason 0.').waitFor();
      expect(await page.getByText('Reason 54.').count()).toBe(0);
      await page.getByRole('button', { name: 'Show more' }).click();
      await page.getByText('Reason 54.').waitFor();
      await rita.post(`/api/users/${eve.user.id}/reports`, { reason: 'One more' }).expect(204);
      await page.getByText('One more').waitFor();
      expect(await page.getByText('Reason 54.').count()).toBe(1);
      await page.context().close();
    }, 60_000);

    it('is offered in the card of a person, and members see no queue', async () => {
      const [cid, dora] = [await register(app, 'Cid'), await register(app, 'Dora')];
      await say(dora, (await generalOf(dora)).id, 'hello');
      const page = await openAs(browser, app, cid);
      await page.goto(`${app.url}/settings`);
      await gone(page.getByRole('heading', { name: 'Reports' }));
      await page.goto(app.url);
      await message(page, 'hello').getByRole('button', { name: 'Dora' }).first().click();
      await page.getByRole('button', { name: 'Report', exact: true }).click();
      await page.getByLabel('What is wrong?').waitFor();
    }, 60_000);

    it('may end with a mute: the person reads why they cannot write', async () => {
      const loud = await register(app, 'Loud');
      await register(app, 'Warden');
      const change = { role: 'moderator' } as const;
      await app.nest.get(WriteQueue).run(({ manager }) => manager.update(User, { usernameKey: 'warden' }, change));
      await say(loud, (await generalOf(loud)).id, 'BUY THIS');
      const page = await openAs(browser, app, loud);
      const hers = await openAs(browser, app, await login(app, 'Warden'));
      await message(hers, 'BUY THIS').getByRole('button', { name: 'Loud' }).first().click();
      await hers.getByRole('button', { name: 'Mute', exact: true }).click();
      await hers.getByLabel('Why?').fill('No advertisements here');
      await screenshot(hers, 'mute');
      await hers.getByRole('dialog').last().getByRole('button', { name: 'Mute', exact: true }).click();
      await gone(hers.getByLabel('Why?'));
      await page.getByText(/You may not write until .+ Reason: No advertisements here/).waitFor();
    }, 60_000);
  });
}
