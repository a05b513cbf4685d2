import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch, registerInBrowser, systemChromium } from '../support/browser.js';
import { endServers, freePort, runVeche, type ServerProcess, startServer } from '../support/server-process.js';

const chromium = systemChromium();

if (chromium) {
  describe('somebody who forgot their password', () => {
    const folder = mkdtempSync(join(tmpdir(), 'veche-reset-'));
    const settings = { DATABASE_URL: `sqlite:${folder}/veche.sqlite`, UPLOADS_DIR: join(folder, 'uploads') };
    let browser: Browser;
    let server: ServerProcess;

    beforeAll(async () => {
      server = await startServer({ ...settings, PORT: String(await freePort()) });
      browser = await launch(chromium);
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      endServers();
      rmSync(folder, { recursive: true, force: true });
    });

    it('chooses a new one by the link of the operator, and is signed out everywhere else', async () => {
      const elsewhere = await browser.newPage();
      await registerInBrowser(elsewhere, server.url, 'Ann');
      const { out } = await runVeche({ ...settings, PUBLIC_URL: server.url }, 'user', 'reset-password', 'Ann');
      const page = await (await browser.newContext()).newPage();
      await page.goto(/http\S+/.exec(out)![0]);
      await page.getByLabel('New password').fill('another long password');
      expect(page.url()).toBe(`${server.url}/reset`);
      await page.getByRole('button', { name: 'Save password' }).click();
      await page.getByRole('status').filter({ hasText: 'changed' }).waitFor();
      await elsewhere.getByRole('button', { name: 'Sign in' }).waitFor();
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByLabel('Username').fill('Ann');
      await page.getByLabel('Password').fill('another long password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Send' }).waitFor();
    }, 60_000);
  });
}
