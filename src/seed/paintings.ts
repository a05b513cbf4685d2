import { type Dice, dice } from './dice.js';

interface Light {
  /** The sky from above to the horizon. */
  sky: readonly [string, string, string];
  sun: { x: number; y: number; r: number; colour: string };
  /** The hills from the farthest to the nearest. */
  hills: readonly string[];
  /** How rugged they are, from 0 to 1. */
  rugged: number;
  /** Where the farthest begin, as a part of the height. */
  horizon: number;
  trees?: true;
  stars?: true;
  water?: string;
}

const LIGHTS: Record<string, Light> = {
  peaks: {
    ...{ sky: ['#4f8fc0', '#a9d0e4', '#f4ecd8'], sun: { x: 0.74, y: 0.22, r: 0.05, colour: '#fff6d6' } },
    ...{ hills: ['#a8bfd0', '#7d9fb5', '#547f8e', '#3a6a5f', '#274d3d'], rugged: 1, horizon: 0.36, trees: true },
  },
  dusk: {
    ...{ sky: ['#3b3a6e', '#c9627c', '#f9c784'], sun: { x: 0.32, y: 0.56, r: 0.075, colour: '#ffe2a0' } },
    ...{ hills: ['#a65a76', '#75426a', '#4a2f56', '#2a2140'], rugged: 0.45, horizon: 0.55, trees: true },
  },
  lake: {
    ...{ sky: ['#6aa7c9', '#bfdfe6', '#fbf1dc'], sun: { x: 0.5, y: 0.3, r: 0.055, colour: '#fffbe6' } },
    ...{ hills: ['#9fbcc4', '#6f9c9c', '#467a6c'], rugged: 0.7, horizon: 0.4, trees: true, water: '#8fc0cb' },
  },
  meadow: {
    ...{ sky: ['#5aa0d8', '#b8dcee', '#eef6e6'], sun: { x: 0.2, y: 0.2, r: 0.06, colour: '#fff8d0' } },
    ...{ hills: ['#a9cba0', '#86b86e', '#6aa348', '#4c8a35'], rugged: 0.2, horizon: 0.52 },
  },
  night: {
    ...{ sky: ['#0b1233', '#1d2a5c', '#4a4f84'], sun: { x: 0.76, y: 0.22, r: 0.045, colour: '#f6f1dc' } },
    ...{ hills: ['#2c3562', '#1d2549', '#111733'], rugged: 0.6, horizon: 0.6, trees: true, stars: true },
  },
  forest: {
    ...{ sky: ['#cfdfd4', '#e6eedd', '#f6f3e2'], sun: { x: 0.62, y: 0.26, r: 0.07, colour: '#fffdf0' } },
    ...{ hills: ['#b7cdbf', '#8fb09b', '#5e8a72', '#35634d', '#1d4433'], rugged: 0.5, horizon: 0.34, trees: true },
  },
  dawn: {
    ...{ sky: ['#7fa6d6', '#f3c9b8', '#fdebc8'], sun: { x: 0.6, y: 0.5, r: 0.06, colour: '#fff4d2' } },
    ...{ hills: ['#c9a9b4', '#9a8aa6', '#6a7396', '#3f567c'], rugged: 0.6, horizon: 0.5, water: '#e9c7b4' },
  },
};

const SIZES: Record<string, readonly [number, number]> = {
  ...{ peaks: [1600, 1067], dusk: [1500, 1000], lake: [1600, 1067], meadow: [1500, 1000], night: [1400, 1050] },
  ...{ forest: [1067, 1500], dawn: [1800, 900], beds: [1400, 1050], quilt: [1200, 1200], shelf: [1400, 1000] },
  ...{ chart: [1280, 800], plan: [1300, 950], lamp: [1000, 1300] },
};

/** A landscape or a still life that is the same each time, as SVG. */
export function paint(name: string): string {
  const [width, height] = SIZES[name] ?? [0, 0];
  const light = LIGHTS[name];
  const chance = dice(name);
  const inside = light ? landscape(light, width, height, chance) : STILLS[name]?.(width, height, chance);
  if (inside === undefined) throw new Error(`nobody has painted ${name}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inside}</svg>`;
}

export const isPainted = (name: string): boolean => name in SIZES;

function landscape(light: Light, width: number, height: number, chance: Dice): string {
  const { sky, sun, hills, horizon } = light;
  const stops = sky.map((colour, i) => `<stop offset="${i / 2}" stop-color="${colour}"/>`).join('');
  const stars = light.stars ? many(160, () => star(width, height * horizon, chance)) : '';
  const [x, y, r] = [sun.x * width, sun.y * height, sun.r * width];
  const ranges = hills.map((colour, i) => {
    const top = height * (horizon + (i / hills.length) ** 1.1 * (1 - horizon) * 0.9);
    const near = i / Math.max(hills.length - 1, 1);
    const points = ridge(width, top, height * (0.16 - 0.07 * near) * light.rugged + height * 0.02, chance);
    const wood = light.trees && near > 0.55 ? trees(points, height * (0.02 + 0.035 * near), chance) : '';
    const mist = `<path d="${areaOf(points, height)}" fill="url(#mist)" opacity="${0.5 - 0.4 * near}"/>`;
    const lake = light.water && i === hills.length - 2 ? water(light.water, width, height, top, chance) : '';
    return `<path d="${areaOf(points, height)}" fill="${colour}"/><path d="${wood}" fill="${colour}"/>${mist}${lake}`;
  });
  return `<defs><linearGradient id="sky" x2="0" y2="1" gradientTransform="scale(1 ${horizon + 0.15})">${stops}</linearGradient>
    <linearGradient id="mist" x2="0" y2="1"><stop stop-color="${sky[2]}" stop-opacity="0"/><stop offset=".55" stop-color="${sky[2]}"/></linearGradient>
    <radialGradient id="glow"><stop stop-color="${sun.colour}" stop-opacity=".9"/><stop offset="1" stop-color="${sun.colour}" stop-opacity="0"/></radialGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>${stars}
    <circle cx="${x}" cy="${y}" r="${r * 4}" fill="url(#glow)"/><circle cx="${x}" cy="${y}" r="${r}" fill="${sun.colour}"/>
    ${light.stars ? '' : many(5, () => cloud(width, height * horizon * 0.7, chance))}${ranges.join('')}`;
}

type Point = readonly [number, number];

/** A line of hills: waves that get shorter and lower, and begin anywhere. */
function ridge(width: number, top: number, high: number, chance: Dice): Point[] {
  const waves = [1.3, 2.9, 6.1, 13, 27, 55].map((often, i) => [often, chance.next() * 7, 1 / 1.9 ** i] as const);
  return Array.from({ length: 201 }, (_, i) => {
    const at = i / 200;
    const up = waves.reduce((sum, [often, from, part]) => sum + part * Math.sin(from + often * at * Math.PI), 0);
    return [at * width, top - (up * high) / 2] as const;
  });
}

const areaOf = (points: readonly Point[], height: number): string =>
  `M0 ${height}L${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}V${height}z`;

function trees(points: readonly Point[], high: number, chance: Dice): string {
  return points
    .filter(() => chance.next() < 0.55)
    .map(([x, y]) => {
      const h = high * (0.6 + chance.next());
      const w = h * 0.28;
      return `M${(x - w).toFixed(1)} ${(y + 4).toFixed(1)}l${w.toFixed(1)} ${(-h).toFixed(1)}l${w.toFixed(1)} ${h.toFixed(1)}z`;
    })
    .join('');
}

function star(width: number, height: number, chance: Dice): string {
  const [x, y] = [chance.next() * width, chance.next() ** 1.4 * height];
  return `<circle cx="${x}" cy="${y}" r="${0.7 + chance.next() ** 3 * 2.4}" fill="#fff" opacity="${0.3 + chance.next() * 0.7}"/>`;
}

function cloud(width: number, height: number, chance: Dice): string {
  const [x, y, w] = [chance.next() * width, chance.next() * height, width * (0.06 + chance.next() * 0.1)];
  return `<ellipse cx="${x}" cy="${y}" rx="${w}" ry="${w * 0.09}" fill="#fff" opacity=".38"/>`;
}

function water(colour: string, width: number, height: number, top: number, chance: Dice): string {
  const from = top + height * 0.08;
  const glints = many(90, () => {
    const y = from + chance.next() ** 0.8 * (height - from);
    const w = width * (0.01 + chance.next() * 0.06);
    return `<rect x="${chance.next() * width}" y="${y}" width="${w}" height="${1 + ((y - from) / height) * 8}" rx="2" fill="#fff" opacity="${0.12 + chance.next() * 0.25}"/>`;
  });
  return `<rect y="${from}" width="${width}" height="${height - from}" fill="${colour}"/>${glints}`;
}

const many = (count: number, one: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => one(i)).join('');

type Still = (width: number, height: number, chance: Dice) => string;

/** Rows of vegetables, going away. */
const beds: Still = (width, height, chance) => {
  const greens = ['#4f8a3c', '#6ba345', '#8fbf55', '#3f7449', '#a4b84a'];
  const rows = many(9, (row) => {
    const near = (row / 8) ** 1.5;
    const [y, size] = [height * (0.3 + 0.66 * near), 14 + 58 * near];
    const [leaf, count] = [chance.pick(greens), Math.ceil(width / size) + 2];
    const fruit = chance.pick(['#d8452f', '#e9a13b', '#7d4fa0', '']);
    const plants = many(count, (i) => {
      const [x, r] = [i * size * 1.05 + chance.next() * size * 0.3, size * (0.5 + chance.next() * 0.25)];
      const dot =
        fruit && chance.next() < 0.4
          ? `<circle cx="${x + r * 0.3}" cy="${y - r * 0.3}" r="${r * 0.22}" fill="${fruit}"/>`
          : '';
      return `<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * 0.8}" fill="${leaf}"/><ellipse cx="${x - r * 0.2}" cy="${y - r * 0.25}" rx="${r * 0.55}" ry="${r * 0.4}" fill="#fff" opacity=".13"/>${dot}`;
    });
    return `<rect y="${y}" width="${width}" height="${size * 0.9}" fill="#6b4a33"/><rect y="${y + size * 0.5}" width="${width}" height="${size * 0.9}" fill="#553a28"/>${plants}`;
  });
  return `<rect width="${width}" height="${height}" fill="#bfe0ee"/><circle cx="${width * 0.82}" cy="${height * 0.12}" r="60" fill="#fff3c4"/>
    <path d="${areaOf(ridge(width, height * 0.26, height * 0.06, chance), height)}" fill="#7fae7a"/><rect y="${height * 0.3}" width="${width}" height="${height}" fill="#6b4a33"/>${rows}`;
};

/** Patches of cloth, each folded its own way. */
const quilt: Still = (width, _height, chance) => {
  const cloth = ['#b4533c', '#e0a458', '#f2e3c6', '#3f6f73', '#2d4654', '#8a9a5b', '#c98b8b'];
  const side = width / 6;
  return many(36, (i) => {
    const at = `translate(${(i % 6) * side} ${Math.floor(i / 6) * side}) rotate(${chance.whole(0, 3) * 90} ${side / 2} ${side / 2})`;
    const [a, b, c] = [chance.pick(cloth), chance.pick(cloth), chance.pick(cloth)];
    const seam = 'fill="none" stroke="#fff" stroke-opacity=".45" stroke-width="3" stroke-dasharray="9 7"';
    return `<g transform="${at}"><rect width="${side + 1}" height="${side + 1}" fill="${a}"/><path d="M0 0h${side}L0 ${side}z" fill="${b}"/><path d="M${side / 2} ${side / 2}h${side / 2}v${side / 2}z" fill="${c}"/><rect x="6" y="6" width="${side - 12}" height="${side - 12}" ${seam}/></g>`;
  });
};

/** Pots on three boards. */
const shelf: Still = (width, height, chance) => {
  const glazes = ['#2f6f73', '#b4533c', '#e0a458', '#e8dcc6', '#4d5b7c', '#8a9a5b', '#6b4a5b'];
  const boards = many(3, (row) => {
    const floor = height * (0.32 + row * 0.3);
    const pots = many(7, (i) => {
      const [x, w, h] = [
        width * (0.07 + i * 0.14) + chance.next() * 20,
        46 + chance.next() * 40,
        90 + chance.next() * 130,
      ];
      const [neck, glaze] = [w * (0.35 + chance.next() * 0.5), chance.pick(glazes)];
      const form = `M${x - w * 0.6} ${floor}C${x - w * 1.3} ${floor - h * 0.5} ${x - neck} ${floor - h * 0.6} ${x - neck} ${floor - h}H${x + neck}C${x + neck} ${floor - h * 0.6} ${x + w * 1.3} ${floor - h * 0.5} ${x + w * 0.6} ${floor}z`;
      return `<path d="${form}" fill="${glaze}"/><path d="M${x - w * 0.55} ${floor - h * 0.15}q-16 ${-h * 0.3} ${w * 0.2} ${-h * 0.5}" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="10" stroke-linecap="round"/>`;
    });
    return `<ellipse cx="${width / 2}" cy="${floor + 4}" rx="${width * 0.46}" ry="10" opacity=".15"/>${pots}<rect x="20" y="${floor}" width="${width - 40}" height="26" fill="#9c6b43"/><rect x="20" y="${floor + 20}" width="${width - 40}" height="10" fill="#7a5030"/>`;
  });
  return `<defs><linearGradient id="wall" x2="1" y2="1"><stop stop-color="#f6efe2"/><stop offset="1" stop-color="#d9cdb8"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#wall)"/>${boards}`;
};

/** What was mended, month by month. */
const chart: Still = (width, height, chance) => {
  const [left, floor, step] = [90, height - 90, (width - 160) / 12];
  const lines = many(
    6,
    (i) => `<path d="M${left} ${floor - i * 110}H${width - 50}" stroke="#d9d4c8" stroke-width="2"/>`,
  );
  const bars = many(12, (i) => {
    const [whole, lost] = [140 + i * 22 + chance.next() * 120, 30 + chance.next() * 40];
    const x = left + 18 + i * step;
    return `<rect x="${x}" y="${floor - whole}" width="${step - 34}" height="${whole}" rx="6" fill="#2f7d73"/><rect x="${x}" y="${floor - whole - lost - 4}" width="${step - 34}" height="${lost}" rx="6" fill="#e0a458"/>`;
  });
  return `<rect width="${width}" height="${height}" fill="#fbf8f1"/><rect x="${left}" y="60" width="26" height="26" rx="6" fill="#2f7d73"/><rect x="${left + 44}" y="60" width="26" height="26" rx="6" fill="#e0a458"/>${lines}${bars}<path d="M${left} ${floor}H${width - 50}" stroke="#55504a" stroke-width="4"/>`;
};

/** A playground from above, on drawing paper. */
const plan: Still = (width, height, chance) => {
  const grid = many(
    60,
    (i) => `<path d="M${i * 40} 0V${height}M0 ${i * 40}H${width}" stroke="#fff" stroke-opacity=".14"/>`,
  );
  const line = 'fill="none" stroke="#eaf4ff" stroke-width="5"';
  const bushes = many(26, () => {
    const [x, y, r] = [
      120 + chance.next() * (width - 240),
      chance.next() < 0.5 ? 120 : height - 120,
      14 + chance.next() * 22,
    ];
    return `<circle cx="${x}" cy="${y + chance.next() * 30}" r="${r}" ${line} stroke-opacity=".6"/>`;
  });
  return `<rect width="${width}" height="${height}" fill="#24557f"/>${grid}<rect x="70" y="70" width="${width - 140}" height="${height - 140}" rx="18" ${line}/>
    <circle cx="360" cy="430" r="130" ${line}/><circle cx="360" cy="430" r="92" ${line} stroke-dasharray="14 12"/><path d="M600 300h260v180h-260zM600 390h260M730 300v180" ${line}/>
    <path d="M930 640q120-240 220 0t-220 0M560 700q160-120 300 0" ${line}/><path d="M90 700C360 560 420 760 760 560S1120 420 ${width - 90} 300" ${line} stroke-dasharray="26 16"/>${bushes}`;
};

/** A lamp that was mended, alight. */
const lamp: Still = (width, height) =>
  `<defs><radialGradient id="light" cx=".5" cy=".36" r=".6"><stop stop-color="#ffe9b0"/><stop offset=".45" stop-color="#c98f52"/><stop offset="1" stop-color="#3a2a2a"/></radialGradient></defs>
  <rect width="${width}" height="${height}" fill="url(#light)"/><rect y="${height * 0.82}" width="${width}" height="${height}" fill="#4a3128"/>
  <path d="M${width * 0.48} ${height * 0.5}h${width * 0.04}v${height * 0.3}h-${width * 0.04}z" fill="#c9a24c"/><ellipse cx="${width / 2}" cy="${height * 0.82}" rx="150" ry="34" fill="#b08a3a"/>
  <path d="M${width * 0.36} ${height * 0.24}h${width * 0.28}l${width * 0.12} ${height * 0.28}h-${width * 0.52}z" fill="#fff3d2"/><path d="M${width * 0.24} ${height * 0.52}h${width * 0.52}" stroke="#d9a65c" stroke-width="12"/>`;

const STILLS: Record<string, Still> = { beds, quilt, shelf, chart, plan, lamp };
