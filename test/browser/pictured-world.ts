import sharp from 'sharp';
import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import { groupOf, type Person, register, say } from '../support/people.js';
import { attach, type Chosen, show, text } from '../support/uploads.js';

const LONG_NAME = 'Протокол заседания правления садового товарищества «Вишнёвый сад» от 31 мая (окончательный).pdf';

export interface PicturedWorld {
  me: Person;
  groupId: string;
}

/** Something like a photo: a sky, a sun and hills. */
export async function scene(name: string, width: number, height: number, hue: number): Promise<Chosen> {
  const hill = (at: number, light: number) =>
    `<ellipse cx="${width * at}" cy="${height * 1.1}" rx="${width * 0.6}" ry="${height * 0.5}" fill="hsl(${hue + 90},35%,${light}%)"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="hsl(${hue},60%,45%)"/><stop offset="1" stop-color="hsl(${hue + 30},80%,85%)"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/><circle cx="70%" cy="35%" r="12%" fill="hsl(48,95%,75%)"/>${hill(0.2, 40)}${hill(0.85, 30)}</svg>`;
  return { name, bytes: await sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer(), mime: 'image/jpeg' };
}

/** With nothing where nothing is drawn. */
async function sticker(): Promise<Chosen> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240"><circle cx="120" cy="120" r="110" fill="#e8b23a"/><circle cx="85" cy="95" r="14"/><circle cx="155" cy="95" r="14"/><path d="M70 150q50 50 100 0" fill="none" stroke="#000" stroke-width="12"/></svg>';
  return { name: 'sticker.png', bytes: await sharp(Buffer.from(svg)).png().toBuffer(), mime: 'image/png' };
}

/** A group in which pictures of all shapes and files of some kinds were shown, by people who have pictures themselves. */
export async function picturedWorld(app: TestApp, suffix: string): Promise<PicturedWorld> {
  const [me, ann, boris] = [
    await register(app, `Марина-${suffix}`),
    await register(app, `Ann-${suffix}`),
    await register(app, `Boris-${suffix}`),
  ];
  for (const [person, hue] of [
    [me, 200],
    [ann, 330],
  ] as const)
    await wear(person, '/api/users/me/avatar', hue);
  const words = { status: 'В отпуске до понедельника ☀', bio: 'Садовод, фотограф.\nПишите вечером.', version: 2 };
  await ann.patch('/api/users/me', words);
  await me.patch('/api/users/me', { ...words, status: 'На связи' });
  const groupId = await groupOf(me, [ann, boris], { name: 'Сад и огород', topic: 'Что посадить' });
  await wear(me, `/api/groups/${groupId}/avatar`, 120);
  await talk(groupId, me, ann, boris);
  return { me, groupId };
}

async function wear(person: Person, path: string, hue: number): Promise<void> {
  const file = await scene('avatar.jpg', 600, 600, hue);
  await attach(person.put(`${path}?x=0&y=0&width=600&height=600`), file).expect(200);
}

async function talk(groupId: string, me: Person, ann: Person, boris: Person): Promise<void> {
  const many = (count: number, hue: number) =>
    Promise.all(
      Array.from({ length: count }, (_, i) => scene(`сад-${i + 1}.jpg`, 900, i % 2 ? 1200 : 600, hue + i * 37)),
    );
  await show(ann, groupId, [await scene('панорама.jpg', 2400, 300, 190)], 'Вид с крыши');
  await show(boris, groupId, [await scene('башня.jpg', 300, 1500, 20)]);
  await show(boris, groupId, [await scene('значок.jpg', 16, 16, 260), await sticker()], 'Мелочи');
  await show(ann, groupId, await many(10, 0));
  const roses = await show(ann, groupId, [await scene('розы.jpg', 1200, 900, 330)], 'Розы этим утром');
  await show(me, groupId, await many(3, 150), 'А вот мои, за три недели');
  const lone = await show(ann, groupId, [await scene('закат.jpg', 1000, 700, 10)]);
  const reply = { clientId: randomUUID(), body: 'Красота!', replyToId: lone.id };
  await boris.post(`/api/channels/${groupId}/messages`, reply).expect(201);
  await boris.put(`/api/messages/${roses.id}/likes`, { emoji: '♥' });
  const pdf = { name: LONG_NAME, bytes: Buffer.alloc(2_400_000, 7), mime: 'application/pdf' };
  const zip = { name: 'photos.zip', bytes: Buffer.alloc(90_000, 3), mime: 'application/zip' };
  await show(boris, groupId, [pdf, zip, text('семена', 'семена.txt')], 'Бумаги');
  await show(me, groupId, [await scene('план.jpg', 800, 500, 45), zip]);
  await say(ann, groupId, 'Спасибо');
}
