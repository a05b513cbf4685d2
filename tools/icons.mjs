// Makes the icons of the installed app, web/public/icons, of web/public/favicon.svg: node tools/icons.mjs
import { mkdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';

const source = readFileSync('web/public/favicon.svg', 'utf8');
const folder = 'web/public/icons';
/** Systems cut corners and edges themselves: colour up to the edge, and the bell within the circle that is always seen. */
const full = source
  .replace('rx="8" ', '')
  .replace(/(<path[^]*)(?=<\/svg>)/, '<g transform="translate(16 16) scale(0.8) translate(-16 -16)">$1</g>');
/** Only the bell, white on nothing: Android's status bar takes the shape alone. */
const bell = source.replace(/<rect[^>]*>/, '').replace('0 0 32 32', '4 3 24 26');

const icons = [
  ['icon-192.png', source, 192],
  ['icon-512.png', source, 512],
  ['maskable-512.png', full, 512],
  ['apple-touch-icon.png', full, 180],
  ['badge-96.png', bell, 96],
];

mkdirSync(folder, { recursive: true });
for (const [name, svg, size] of icons) {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const picture = sharp(Buffer.from(svg), { density: 1200 }).resize(size, size, { fit: 'contain', background: clear });
  await picture.png({ compressionLevel: 9, palette: true }).toFile(`${folder}/${name}`);
}
