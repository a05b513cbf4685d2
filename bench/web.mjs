// What a person feels in the page: Chromium with its processor four times slower, a seeded server, a channel of 100,000
// messages. The limits are those of the project; what is over one is said, and the exit code is 1. What a key costs in a
// page with nothing but a text field stands beside it: on a machine without a graphics card that alone can be the limit.
//   node bench/web.mjs [messages]
import { openBrowser, signIn, startSeeded } from './seeded.mjs';

const SLOWER = 4;
const LONG = 'Chronicle · Летопись';
/** As Chromium's tools have it: bytes a second each way, and the way there and back in milliseconds. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

const browser = await openBrowser('--enable-precise-memory-info');
const messages = process.argv[2] ?? '100000';
const { url, stop } = await startSeeded('--messages', messages);
const [reader, speaker] = [await clientOf('vera'), await clientOf('tom')];
const channels = Object.fromEntries(
  (await reader.get('/api/channels')).items.map((one) => [one.name ?? one.kind, one.id]),
);

let over = 0;
console.log(`\nChromium ${browser.version()}, processor ${SLOWER}× slower, ${messages} messages\n`);
const viewports = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
try {
  // A browser that has just been started is slow at whatever is the first of its kind, be it ours or a bare page.
  await warmUp(viewports[0]);
  for (const viewport of viewports) {
    console.log(`${viewport.width}×${viewport.height}`);
    await measureStart(viewport);
    const { score, pictures } = await shifting(viewport);
    tell(`layout shift when ${pictures} pictures come late`, pictures > 0 ? score : Infinity, 0, '');
    await measureAll(viewport);
  }
} finally {
  await browser.close();
  await stop();
}
process.exitCode = over > 0 ? 1 : 0;

async function warmUp(viewport) {
  const { page } = await open(viewport);
  await page.goto(`${url}/c/${channels[LONG]}`);
  await page.locator('article[data-seq]').first().waitFor();
  await typing(page, true);
  await scrolling(page, 500);
  await page.context().close();
}

/** From the address to the frame that shows the chats, by the page's own clock; cold, and once more with what is kept. */
async function measureStart(viewport) {
  const { page, devtools } = await open(viewport);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(noteList);
  const start = async () => {
    await page.goto(`${url}/channels`, { waitUntil: 'commit' });
    for (let waited = 0; waited < 60_000; waited += 100) {
      const ms = await page.evaluate(() => window.listed ?? null);
      if (ms !== null) return ms;
      await page.waitForTimeout(100);
    }
    throw new Error('the chats were not listed within a minute');
  };
  tell('cold start to the list of chats, Slow 4G', await start(), 2_500, 'ms');
  await page.waitForLoadState('load');
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  tell('the same, warm', await start(), 800, 'ms');
  await page.context().close();
}

function noteList() {
  const seen = new MutationObserver(() => {
    if (!document.querySelector('nav a[href^="/c/"]')) return;
    seen.disconnect();
    void window.painted().then(() => (window.listed = performance.now()));
  });
  seen.observe(document, { childList: true, subtree: true });
}

/** How far the rows are shifted by pictures that come late: the browser's own score. */
async function shifting(viewport) {
  const { page } = await open(viewport);
  const held = [];
  let late = false;
  await page.route(/\/api\/uploads\//, (route) => (late ? route.continue() : held.push(route)));
  await page.goto(`${url}/c/${await channelWithPictures()}`);
  await page.locator('article img').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(1_000);
  await page.evaluate(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) window.shifted += value;
    }).observe({ type: 'layout-shift' });
  });
  late = true;
  await Promise.all(held.map((route) => route.continue()));
  await page.waitForTimeout(1_000);
  const score = await page.evaluate(() => window.shifted);
  await page.context().close();
  return { score, pictures: held.length };
}

/** The one that shows the most of them when it is opened. */
async function channelWithPictures() {
  const counts = Object.values(channels).map(async (id) => {
    const { items } = await reader.get(`/api/channels/${id}/messages`);
    return [items.slice(-12).reduce((sum, { uploads }) => sum + uploads.length, 0), id];
  });
  return (await Promise.all(counts)).sort(([a], [b]) => b - a)[0][1];
}

async function measureAll(viewport) {
  const { page, devtools } = await open(viewport);
  await page.goto(`${url}/c/${channels[LONG]}`);
  await page.locator('article[data-seq]').first().waitFor();
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });

  const bare = await bareField(viewport);
  console.log(
    `${'  key press to paint in a bare page, p95'.padEnd(56)}${quantile(bare, 0.95).toFixed(1).padStart(8)} ms`,
  );
  const typed = await typing(page, true);
  tell('key press to paint, 20 messages a second, p95', quantile(typed, 0.95), 50, 'ms');
  tell('the same in silence, p95', quantile(await typing(page, false), 0.95), 50, 'ms');
  tell('own message painted after Enter, p95', quantile(await sending(page), 0.95), 50, 'ms');
  const { frames, rows } = await scrolling(page, Math.min(5_000, Number(messages) - 500));
  tell(`scrolling ${rows} rows, longest frame`, Math.max(...frames), 100, 'ms');
  console.log(`${'  frames: median'.padEnd(56)}${quantile(frames, 0.5).toFixed(1).padStart(8)} ms of ${frames.length}`);
  await devtools.send('HeapProfiler.collectGarbage');
  tell('heap after it', await page.evaluate(() => performance.memory.usedJSHeapSize / 1e6), 80, 'MB');
  const moves = await prepending(page);
  tell(
    `${moves.length} pages of history, furthest move of a row`,
    moves.length < 20 ? Infinity : Math.max(...moves),
    1,
    'px',
  );
  tell('switch to a channel that is held, p95', quantile(await switching(page), 0.95), 100, 'ms');
  await page.context().close();
}

async function open(viewport) {
  const phone = viewport.width < 768;
  const context = await browser.newContext({ viewport, isMobile: phone, hasTouch: phone, locale: 'en-GB' });
  const [name, value] = reader.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url }]);
  await context.addInitScript(tellOfPaint);
  const page = await context.newPage();
  return { page, devtools: await context.newCDPSession(page) };
}

/** `painted()` in the page resolves after the layout and the paint of the next frame. */
function tellOfPaint() {
  window.painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    });
}

function tell(what, value, limit, unit) {
  const verdict = value <= limit ? '' : `   OVER ${limit}`;
  if (verdict) over++;
  console.log(`  ${what.padEnd(54)}${value.toFixed(1).padStart(8)} ${unit}${verdict}`);
}

function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/** Milliseconds from each key event to the end of the frame that shows it, as the browser's own clock has them. */
async function typing(page, lively) {
  const talk = lively ? talking() : null;
  await page.getByRole('textbox').focus();
  await page.evaluate(() => {
    window.keys = [];
    window.onKey ??= (event) => {
      const began = event.timeStamp;
      void window.painted().then(() => window.keys.push(performance.now() - began));
    };
    document.addEventListener('keydown', window.onKey, true);
  });
  const text = 'Everything that is typed here is seen at once, also while others talk a lot. ';
  for (const letter of text.repeat(2)) {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await page.waitForTimeout(60);
  }
  await talk?.();
  const keys = await page.evaluate(() => {
    document.removeEventListener('keydown', window.onKey, true);
    return window.keys;
  });
  await page.getByRole('textbox').fill('');
  return keys;
}

async function bareField(viewport) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.setContent('<textarea rows="3" cols="60"></textarea>');
  await page.evaluate(tellOfPaint);
  await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const keys = await typing(page, false);
  await context.close();
  return keys;
}

/** Says twenty things a second until it is ended. */
function talking() {
  let going = true;
  const done = (async () => {
    for (let next = performance.now(); going; next += 50) {
      const message = { clientId: crypto.randomUUID(), body: `As the ${Math.round(next)}th said: the ladder is back` };
      await speaker.post(`/api/channels/${channels[LONG]}/messages`, message);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next + 50 - performance.now())));
    }
  })();
  return () => {
    going = false;
    return done;
  };
}

async function sending(page) {
  const times = [];
  for (let i = 0; i < 40; i++) {
    const text = `mine ${i} ${Date.now()}`;
    await page.getByRole('textbox').fill(text);
    times.push(
      await page.evaluate(async (wanted) => {
        const button = document.querySelector('main form button[type="submit"]');
        const began = performance.now();
        button.click();
        const isThere = () => [...document.querySelectorAll('article')].some((row) => row.textContent.includes(wanted));
        do await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        while (!isThere());
        return performance.now() - began;
      }, text),
    );
    await page.waitForTimeout(150);
  }
  return times;
}

/** Wheels upwards until so many rows went by; every frame's length in milliseconds. */
function scrolling(page, rows) {
  return page.evaluate(async (wanted) => {
    const box = document.querySelector('[role="feed"]').parentElement;
    const oldest = () => Number(document.querySelector('article[data-seq]').dataset.seq);
    const newest = Number([...document.querySelectorAll('article[data-seq]')].at(-1).dataset.seq);
    const frames = [];
    let last = performance.now();
    const until = last + 90_000;
    while (newest - oldest() < wanted && last < until) {
      box.scrollTop -= 400;
      // As with a wheel or a finger, what was scrolled is told of at the beginning of the next frame.
      await window.painted();
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    return { frames, rows: newest - oldest() };
  }, rows);
}

/** By how much a row on the screen moves when a page of history comes in above it: twenty pages, one at a time. */
async function prepending(page) {
  const held = [];
  await page.route(/\/messages\?/, (route) => held.push(route));
  const moves = [];
  for (let i = 0; i < 400 && moves.length < 20; i++) {
    await page.evaluate(scrollUp);
    const route = held.shift();
    if (!route) continue;
    const moved = page.evaluate(watchPage);
    await route.continue();
    moves.push(await moved);
  }
  await page.unroute(/\/messages\?/);
  return moves;
}

/** Half a screen up, until the rows there are measured. */
async function scrollUp() {
  const box = document.querySelector('[role="feed"]').parentElement;
  box.scrollTop -= 400;
  const places = () => [...document.querySelectorAll('article')].map((row) => row.getBoundingClientRect().top).join();
  let [before, same] = ['', 0];
  for (let i = 0; i < 200 && same < 10; i++) {
    await new Promise(requestAnimationFrame);
    const now = places();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

/** Until the list has grown and a third of a second more: the furthest way of a row from frame to frame. */
async function watchPage() {
  const box = document.querySelector('[role="feed"]').parentElement;
  const places = () =>
    new Map(
      [...document.querySelectorAll('article[data-seq]')]
        .map((row) => [row.dataset.seq, row.getBoundingClientRect()])
        .filter(([, { top, bottom }]) => bottom > 0 && top < innerHeight)
        .map(([seq, { top }]) => [seq, top]),
    );
  const height = box.scrollHeight;
  let [before, furthest, rest] = [places(), 0, 20];
  for (let i = 0; i < 600 && rest > 0; i++) {
    // Before a frame is painted the list may still put right what has just been drawn.
    await window.painted();
    const now = places();
    const moves = [...now].filter(([seq]) => before.has(seq)).map(([seq, top]) => Math.abs(top - before.get(seq)));
    // Where no row of those is left, the place is lost.
    furthest = Math.max(furthest, moves.length === 0 ? Infinity : Math.max(...moves));
    before = now;
    if (box.scrollHeight !== height) rest--;
  }
  return furthest;
}

/** Milliseconds from the press on a chat in the list until its newest row is painted; both were open before. */
async function switching(page) {
  const names = ['Workshop · Мастерская', 'Сад и огород'];
  const go = (id) =>
    page.evaluate(async (wanted) => {
      // Others are kept unseen.
      const seen = (what) => [...document.querySelectorAll(`main ${what}`)].find((one) => one.checkVisibility());
      const link = document.querySelector(`a[href="/c/${wanted}"]`);
      const before = seen('h1').textContent;
      const began = performance.now();
      link.click();
      const isThere = () => seen('h1')?.textContent !== before && seen('article');
      do await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      while (!isThere());
      return performance.now() - began;
    }, id);
  const times = [];
  // A narrow screen has the list on a page of its own.
  const toList = page.locator('main a[href="/channels"]');
  for (let i = 0; i < 14; i++) {
    const id = channels[names[i % 2]];
    if (await toList.isVisible()) await toList.click();
    await page.locator(`a[href="/c/${id}"]`).waitFor();
    const took = await go(id);
    if (i > 3) times.push(took);
    await page.waitForTimeout(600);
  }
  return times;
}

async function clientOf(username) {
  const cookie = await signIn(url, username);
  const headers = { 'content-type': 'application/json', cookie, origin: url };
  const ask = async (method, path, data) => {
    const asked = await fetch(url + path, { method, headers, body: JSON.stringify(data) });
    if (!asked.ok) throw new Error(`${path} answered ${asked.status}: ${await asked.text()}`);
    return asked.json();
  };
  return { cookie, get: (path) => ask('GET', path), post: (path, data) => ask('POST', path, data) };
}
