// Takes the pictures of docs/screenshots from a seeded server of its own. Needs Chromium; CHROMIUM=/path/to/it names one.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { io } from 'socket.io-client';
import { openBrowser, PASSWORD, signIn, startSeeded } from '../bench/seeded.mjs';

const FOLDER = 'docs/screenshots';
const HERE = ['tom', 'lida', 'grace', 'omar', 'june', 'marina', 'sam', 'bea'];
/** Of the browser in which Vera is signed in. */
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

const WIDE = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const inChat = (name) => async (page) => {
  await page.goto(`/c/${page.channels.get(name)}`);
  await page.getByRole('article').last().waitFor();
};
const menuOf = (item) => async (page) => {
  await page.getByRole('button', { name: /^(Menu of this chat|Меню этого чата)$/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
};

/** The lists come first: what is opened later is read. */
const SHOTS = [
  ['list', PHONE, 'light', 'en', [(page) => page.goto('/channels')]],
  ['list', PHONE, 'dark', 'ru', [(page) => page.goto('/channels')]],
  ['chat', WIDE, 'light', 'en', [inChat('general')]],
  ['chat', WIDE, 'dark', 'ru', [inChat('general')]],
  ['chat', PHONE, 'light', 'ru', [inChat('Workshop · Мастерская')]],
  ['group', WIDE, 'light', 'ru', [inChat('Сад и огород')]],
  ['group', WIDE, 'dark', 'en', [inChat('Bike trips · Велопрогулки')]],
  ['group', PHONE, 'dark', 'ru', [inChat('Сад и огород')]],
  ['direct', PHONE, 'light', 'en', [inChat('omar')]],
  ['direct', WIDE, 'light', 'en', [inChat('tom')]],
  [
    'lightbox',
    WIDE,
    'dark',
    'en',
    [inChat('Bike trips · Велопрогулки'), (page) => page.locator('button[data-upload]').last().click()],
  ],
  [
    'lightbox',
    PHONE,
    'dark',
    'ru',
    [inChat('Сад и огород'), (page) => page.locator('button[data-upload]').last().click()],
  ],
  ['profile', WIDE, 'light', 'en', [inChat('tom'), personIn]],
  ['settings', WIDE, 'dark', 'en', [(page) => page.goto('/settings')]],
  ['settings', PHONE, 'light', 'ru', [(page) => page.goto('/settings')]],
  ['search', WIDE, 'light', 'ru', [(page) => page.goto(`/search?q=${encodeURIComponent('кабачк')}`), found]],
  ['search', PHONE, 'dark', 'en', [(page) => page.goto('/search?q=roof'), found]],
  ['switcher', WIDE, 'dark', 'en', [inChat('general'), switcher]],
  ['members', WIDE, 'light', 'en', [inChat('Workshop · Мастерская'), menuOf(/^(Members|Участники)$/)]],
  ['members', PHONE, 'light', 'ru', [inChat('Workshop · Мастерская'), menuOf(/^(Members|Участники)$/)]],
  ['panel', WIDE, 'light', 'en', [panel]],
  ['panel', WIDE, 'dark', 'ru', [panel]],
];

/** Vera is the administrator. */
async function panel(page) {
  await page.goto('/admin');
  await page.locator('input').fill(PASSWORD);
  await page.locator('button').click();
  await page.locator('main svg[aria-label]').waitFor();
}

async function personIn(page) {
  await page.getByRole('article').getByRole('button', { name: /^Tom/ }).last().click();
  await page.getByRole('dialog').waitFor();
}

/** The keys are the last part of the page to arrive. */
async function switcher(page) {
  while ((await page.getByRole('dialog').count()) === 0) {
    await page.keyboard.press('Control+k');
    await page.waitForTimeout(200);
  }
  await page.getByRole('option').nth(5).waitFor();
}

async function found(page) {
  await page.getByRole('main').getByRole('listitem').first().waitFor();
}

const browser = await openBrowser();
const server = await startSeeded();
try {
  await take(server);
  tell();
} finally {
  await browser.close();
  await server.stop();
}
process.exit();

async function take({ url }) {
  const people = await Promise.all(HERE.map((username) => signIn(url, username, AGENT)));
  const sockets = people.map((cookie) => io(url, { transports: ['websocket'], extraHeaders: { cookie } }));
  const vera = await signIn(url, 'vera', AGENT);
  const channels = await channelsOf(url, vera);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  try {
    for (const shot of SHOTS) await takeOne({ url, vera, channels }, shot);
  } finally {
    for (const socket of sockets) socket.close();
  }
}

async function takeOne({ url, vera, channels }, [name, screen, colorScheme, language, steps]) {
  const locale = { en: 'en-GB', ru: 'ru-RU' }[language];
  const context = await browser.newContext({ ...screen, colorScheme, locale, reducedMotion: 'reduce', baseURL: url });
  const [cookie, value] = vera.split(/=(.*)/s);
  await context.addCookies([{ name: cookie, value, url }]);
  const page = Object.assign(await context.newPage(), { channels });
  for (const step of steps) await step(page);
  await page.waitForLoadState('networkidle');
  await allSeen(page);
  const file = `${name}-${screen === WIDE ? 'wide' : 'phone'}-${colorScheme}-${language}.webp`;
  await sharp(await page.screenshot())
    .webp({ quality: 82, effort: 6 })
    .toFile(join(FOLDER, file));
  console.log(file);
  await context.close();
}

/** Waits until every picture on the screen is there, and nothing moves any more. */
async function allSeen(page) {
  for (const image of await page.locator('img').filter({ visible: true }).all()) {
    await image.evaluate(async (shown) => {
      const { top, bottom } = shown.getBoundingClientRect();
      const isSeen = bottom > 0 && top < shown.ownerDocument.defaultView.innerHeight;
      while (isSeen && !(shown.complete && shown.naturalWidth > 0)) await new Promise((done) => setTimeout(done, 30));
    });
  }
  await page.waitForTimeout(600);
}

/** The ids of Vera's chats, by the name of the group or of the other person. */
async function channelsOf(url, cookie) {
  const get = async (path) => (await fetch(`${url}/api${path}`, { headers: { cookie } })).json();
  const { items } = await get('/channels?limit=200');
  const [me, general] = [await get('/users/me'), items.find(({ kind }) => kind === 'general')];
  const { items: members } = await get(`/channels/${general.id}/members?limit=200`);
  const nameOf = new Map(members.map(({ user }) => [user.id, user.username]));
  const named = ({ name, directUserIds }) =>
    directUserIds ? nameOf.get(directUserIds.find((id) => id !== me.id) ?? me.id) : name;
  return new Map(items.map((channel) => [named(channel), channel.id]));
}

function tell() {
  const sizes = readdirSync(FOLDER).map((file) => statSync(join(FOLDER, file)).size);
  console.log(`${sizes.length} pictures, ${Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024)} KiB`);
}
