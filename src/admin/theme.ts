/** Where AdminJS' own colours are too faint to read. */
const LIGHT = { grey40: '#66717c', grey60: '#5f6670' };

/** AdminJS calls the ground of a card, and what is written on a button, `white`. */
const DARK = {
  ...{ white: '#1d2127', black: '#ffffff', text: '#e4e8ec', bg: '#14171b', container: '#1d2127', sidebar: '#1d2127' },
  ...{ filterBg: '#1d2127', highlight: '#262b32', border: '#343a42', inputBorder: '#6a7580', separator: '#444c55' },
  ...{ grey100: '#e4e8ec', grey80: '#bcc4cc', grey60: '#a3adb8', grey40: '#a3adb8', grey20: '#262b32' },
  ...{ primary100: '#aab8ff', primary80: '#94a4f0', primary60: '#5a6bc0', primary40: '#3d4a8a', primary20: '#2a3360' },
  ...{ accent: '#c9c2e6', love: '#94a4f0', info: '#aab8ff', infoDark: '#aab8ff', infoLight: '#2a3360' },
  ...{ error: '#ff9aa2', errorDark: '#ffb3b9', errorLight: '#43181d' },
  ...{ success: '#6fd0b8', successDark: '#6fd0b8', successLight: '#173a34' },
  ...{ warning: '#f0b27d', warningDark: '#f0b27d', warningLight: '#42291a' },
};

/** AdminJS writes colours into its styles when a page begins, and does sums with them: no variable of CSS would do. */
export const THEME_SCRIPT = `
  {
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const colors = Object.assign(window.THEME.colors, isDark ? ${JSON.stringify(DARK)} : ${JSON.stringify(LIGHT)});
    for (const name of ['input', 'default']) window.THEME.borders[name] = '1px solid ' + colors.border;
    window.THEME.borders.bg = '1px solid ' + colors.bg;
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }`;

/**
 * What AdminJS colours without asking its theme; acts that have no room, and lists that are empty on a phone. And what people
 * wrote: one long word, or a letter with a thousand accents, would hide everything else. It is wrapped, paints nothing outside
 * of its place, and takes three lines of a list at most. AdminJS puts times into a span, and nothing else that is long.
 */
export const STYLE = `
  body { background: light-dark(#f8f9f9, #14171b); color: light-dark(#0c1e29, #e4e8ec); }
  body .adminjs_Drawer { box-shadow: 0 0 16px light-dark(#6b778133, #000); }
  .react-datepicker, .react-datepicker__header, .react-datepicker__time-container .react-datepicker__time {
    background: light-dark(#fff, #1d2127); color: inherit; border-color: light-dark(#aeaeae, #444c55); }
  body .adminjs_ActionHeader > section { flex-wrap: wrap; }
  body .adminjs_ActionHeader > section > * { flex-shrink: 1; }
  .adminjs_ActionHeader .adminjs_ButtonGroupItem { margin-bottom: 8px; }
  body .adminjs_Table td { display: table-cell; padding: 12px 8px; word-break: normal; }
  body .adminjs_Table td:empty { padding: 0; }
  body .adminjs_TableHead td, body .adminjs_TableHead td a { white-space: normal; }
  .adminjs_Table td[data-property-name] > :not(:has(.adminjs_Badge)) {
    display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3;
    max-width: min(320px, 45vw); overflow: hidden; overflow-wrap: anywhere; }
  .adminjs_Table td[data-property-name] > :has(> a, > span:not(:empty)) { min-width: 76px; }
  .adminjs_Table td[data-property-name] > :has(> span) { overflow-wrap: normal; }
  .adminjs_Table td[data-property-name] a { display: inline; padding: 0; border: 0; white-space: normal; }
  @media (max-width: 1023px) {
    body .adminjs_Table { width: max-content; min-width: 100%; max-width: 1000px; }
  }
  [data-testid^='property-show-'], [data-testid^='property-show-'] a, .veche_Title { overflow: hidden; overflow-wrap: anywhere; }
  [data-testid^='property-show-'] a { white-space: normal; }
  section:has(> .adminjs_Table) { overflow-x: auto; }
`;
