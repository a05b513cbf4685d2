import type { Locator, Page } from 'playwright-core';
import type { Person } from './people.js';
import { type Corner, cornersOf } from './pictures.js';
import type { Chosen } from './uploads.js';

/** As the window of the system hands them over. */
const handedOver = (files: readonly Chosen[]) =>
  files.map(({ name, mime = '', bytes }) => ({ name, mimeType: mime, buffer: bytes }));

/** Chooses files with the button of the composer; its window is not seen here, the button is. */
export async function attachFiles(page: Page, ...files: Chosen[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^(Attach files|Прикрепить файлы)$/ }).click();
  await (await chooser).setFiles(handedOver(files));
}

/** The same for the picture of a person or a group. */
export async function choosePicture(page: Page, file: Chosen): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('button', { name: /^(Choose picture|Change picture|Выбрать картинку|Сменить картинку)$/ })
    .click();
  await (await chooser).setFiles(handedOver([file]));
}

/** Pastes files, and the words that may lie beside them. */
export async function paste(target: Locator, files: readonly Chosen[], words: Record<string, string> = {}) {
  const plain = files.map(({ name, mime = '', bytes }) => ({ name, mime, bytes: bytes.toString('base64') }));
  await target.focus();
  await target.page().evaluate(`(() => {
    const data = new DataTransfer();
    for (const { name, mime, bytes } of ${JSON.stringify(plain)})
      data.items.add(new File([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))], name, { type: mime }));
    for (const [type, text] of Object.entries(${JSON.stringify(words)})) data.setData(type, text);
    const how = { clipboardData: data, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', how));
  })()`);
}

/** A hand that carries files of the disk over the middle of something, and may let them go. */
export async function carry(target: Locator, files: string[], ...types: ('dragEnter' | 'dragOver' | 'drop')[]) {
  const box = (await target.boundingBox())!;
  const devtools = await target.page().context().newCDPSession(target.page());
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of types) await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
}

/** The files that the next message takes along, or those in a state. */
export const inTray = (page: Page, state?: 'moving' | 'ready' | 'failed'): Locator =>
  page.locator(`form li[data-upload]${state ? `[data-state="${state}"]` : ''}`);

/** Waits until so many files are in the tray, and on the server. */
export async function ready(page: Page, count: number): Promise<void> {
  if (count > 0)
    await inTray(page, 'ready')
      .nth(count - 1)
      .waitFor();
}

/** Bytes per second that this page may send; without a number, as many as there are. */
export async function sendingSlowly(page: Page, uploadThroughput = -1): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const rest = { offline: false, latency: 0, downloadThroughput: -1 };
  await devtools.send('Network.emulateNetworkConditions', { ...rest, uploadThroughput });
}

/** What an element `img` knows of itself. */
interface Image {
  complete: boolean;
  naturalWidth: number;
  currentSrc: string;
}

/** Waits until the picture is there to be seen, and answers its address. */
export async function seenPicture(image: Locator): Promise<string> {
  await image.waitFor();
  return image.evaluate(async (shown: Image) => {
    while (!shown.complete || shown.naturalWidth === 0) await new Promise((resolve) => setTimeout(resolve, 30));
    return shown.currentSrc;
  });
}

/** The bytes at an address of the server, as this person gets them. */
export async function fetched(url: string, { cookie }: Person): Promise<Buffer> {
  const answer = await fetch(url, { headers: { cookie } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** What is seen in the corners of the picture that the server made. */
export const cornersAt = async (url: string, person: Person): Promise<Corner[]> =>
  cornersOf(await fetched(url, person));
