/** How a drawn person looks. */
export interface Looks {
  /** From light to dark, 0 to 4. */
  skin: number;
  hair: 'short' | 'long' | 'bun' | 'curly' | 'bald';
  /** Colours of the hair, of what they wear and of what is behind them. */
  tone: string;
  wear: string;
  behind: string;
  glasses: boolean;
  beard: boolean;
}

const SKINS = ['#f3cfb3', '#e6b48f', '#cf9467', '#a8693f', '#74452b'];
const CURLS = [
  [168, 190],
  [188, 150],
  [226, 124],
  [268, 122],
  [308, 132],
  [340, 168],
  [350, 206],
  [162, 226],
] as const;

const behindHead: Record<Looks['hair'], (tone: string) => string> = {
  short: () => '',
  bald: () => '',
  long: (tone) => `<path d="M160 214q-6-112 96-112t96 112l10 168H150z" fill="${tone}"/>`,
  bun: (tone) => `<circle cx="256" cy="98" r="40" fill="${tone}"/>`,
  curly: (tone) => CURLS.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="38" fill="${tone}"/>`).join(''),
};

const overHead: Record<Looks['hair'], (tone: string) => string> = {
  short: (tone) => `<path d="M172 212q-6-104 84-104t84 104q-14-52-58-62-62 26-110 62z" fill="${tone}"/>`,
  bald: () => '',
  long: (tone) => `<path d="M172 226q-8-116 84-116t84 116q-14-62-84-80-62 20-84 80z" fill="${tone}"/>`,
  bun: (tone) => `<path d="M172 210q-4-100 84-100t84 100q-30-58-84-58t-84 58z" fill="${tone}"/>`,
  curly: (tone) => `<path d="M174 196q4-84 82-84t82 84q-34-42-82-42t-82 42z" fill="${tone}"/>`,
};

/** A drawn person, as SVG of 512 by 512. */
export function portrait({ skin, hair, tone, wear, behind, glasses, beard }: Looks): string {
  const face = SKINS[skin] ?? '';
  const frame = 'fill="none" stroke="#33302e" stroke-width="7"';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 512 512">
    <defs><radialGradient id="b" cx=".5" cy=".35" r=".8"><stop stop-color="#fff" stop-opacity=".65"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs>
    <rect width="512" height="512" fill="${behind}"/><rect width="512" height="512" fill="url(#b)"/>
    ${behindHead[hair](tone)}
    <path d="M82 520q0-156 174-156t174 156z" fill="${wear}"/>
    <path d="M222 300h68v70q-34 34-68 0z" fill="${face}"/><path d="M222 318q34 30 68 0v18q-34 30-68 0z" opacity=".13"/>
    <ellipse cx="256" cy="224" rx="84" ry="104" fill="${face}"/>
    ${beard ? `<path d="M174 242q6 96 82 96t82-96q-14 34-46 36-36-16-72 0-32-2-46-36z" fill="${tone}"/>` : ''}
    ${overHead[hair](tone)}
    <g fill="#2b2523"><circle cx="224" cy="226" r="8"/><circle cx="288" cy="226" r="8"/></g>
    ${glasses ? `<circle cx="224" cy="226" r="27" ${frame}/><circle cx="288" cy="226" r="27" ${frame}/><path d="M251 222q5-5 10 0" ${frame}/>` : ''}
    <path d="M232 282q24 22 48 0" fill="none" stroke="#9c4a3c" stroke-width="8" stroke-linecap="round"/>
  </svg>`;
}
