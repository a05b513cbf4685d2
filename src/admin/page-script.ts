import { LIMITS } from '../contract/limits.js';
import { MOST_EXPORTED } from './resources.js';

/**
 * Runs in the panel's pages, in the place of the components that AdminJS would bundle: a bundler at the start of a server is
 * slow, and writes to its disk.
 */
export const PAGE_SCRIPT = `
(function (React, { ActionHeader, ApiClient, useTranslation }, { Box, Button, DrawerContent, MessageBox }) {
  const h = React.createElement;
  document.documentElement.lang = localStorage.getItem('i18nextLng') ?? 'en';
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (...request) {
    // The session ended, or the password was confirmed too long ago: the page knows the way in.
    this.addEventListener('load', () => {
      if (this.status === 401 || /"(confirmation_needed|second_factor_missing)"/.test(this.responseText)) location.reload();
    });
    return open.apply(this, request);
  };

  const { recordAction } = ApiClient.prototype;
  ApiClient.prototype.recordAction = async function (...asked) {
    const answer = await recordAction.apply(this, asked);
    // The page itself says that there is no such row; the notice would say so once more, in English and with ids.
    if (answer.data.record?.baseError) delete answer.data.notice;
    return answer;
  };

  const ACCENT = 'light-dark(#24705a, #5cc3a0)';
  const CARD = { padding: 20, minWidth: 0 };
  const bytes = (count, language) => {
    const power = Math.min(3, Math.floor(Math.log2(Math.max(1, count)) / 10));
    const unit = ['byte', 'kilobyte', 'megabyte', 'gigabyte'][power];
    return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(count / 1024 ** power);
  };

  function Figure({ label, value, note }) {
    return h(Box, { variant: 'white', style: CARD },
      h('h2', { style: { fontSize: 14, opacity: 0.75 } }, label),
      h('p', { style: { fontSize: 28, lineHeight: 1.3, margin: '6px 0' } }, value),
      note && h('p', { style: { fontSize: 13, opacity: 0.75 } }, note));
  }

  /** A bar for each of the last hours; the highest is as high as the chart. */
  function Hours({ label, counts, language }) {
    const most = Math.max(1, ...counts);
    const name = (index) => new Date(Date.now() - (counts.length - 1 - index) * 3600000)
      .toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
    const text = label + ': ' + counts.map((count, index) => name(index) + ' ' + count).join(', ');
    return h(Box, { variant: 'white', style: CARD },
      h('h2', { style: { fontSize: 14, opacity: 0.75 } }, label),
      h('svg', { role: 'img', 'aria-label': text, viewBox: '0 0 240 80', preserveAspectRatio: 'none', style: { width: '100%', height: 120, marginTop: 12 } },
        counts.map((count, index) => h('rect', { key: index, x: index * 10 + 1, width: 8, style: { fill: ACCENT },
          y: 80 - Math.max(count > 0 ? 1 : 0.3, (count / most) * 78), height: Math.max(count > 0 ? 1 : 0.3, (count / most) * 78) },
          h('title', null, name(index) + ': ' + count)))),
      h('p', { style: { display: 'flex', justifyContent: 'space-between', fontSize: 13, opacity: 0.75 } },
        h('span', null, name(0)), h('span', null, name(counts.length - 1))));
  }

  function Busiest({ label, channels, general }) {
    const most = Math.max(1, ...channels.map(({ messages }) => messages));
    return h(Box, { variant: 'white', style: CARD },
      h('h2', { style: { fontSize: 14, opacity: 0.75, marginBottom: 12 } }, label),
      h('ul', { style: { listStyle: 'none', padding: 0 } }, channels.map(({ name, messages }, index) =>
        h('li', { key: index, style: { marginBottom: 10 } },
          h('span', { style: { display: 'flex', justifyContent: 'space-between', gap: 12 } },
            h('span', { style: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } }, name === '#' ? general : name),
            h('span', null, messages)),
          h('span', { style: { display: 'block', height: 6, borderRadius: 3, background: ACCENT, width: Math.max(1, (messages / most) * 100) + '%' } })))));
  }

  const CODE = { fontFamily: 'monospace', fontSize: 13, lineHeight: 1.5, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', marginTop: 8 };

  /** Each opens to its text and its plan; never with what it was given. */
  function Slowest({ statements, language }) {
    const { translateLabel } = useTranslation();
    const ms = (count) => new Intl.NumberFormat(language, { style: 'unit', unit: 'millisecond' }).format(count);
    const told = ({ count, total, max, at }) => [
      ms(max) + ' ' + translateLabel('atWorst'),
      translateLabel('runs') + ': ' + count,
      translateLabel('inAll') + ' ' + ms(total),
      translateLabel('last') + ' ' + new Date(at).toLocaleString(language),
    ].join(' · ');
    return h(Box, { variant: 'white', style: { ...CARD, marginBottom: 16 } },
      h('h2', { style: { fontSize: 14, opacity: 0.75, marginBottom: 12 } }, translateLabel('slowest')),
      statements.map((statement) => h('details', { key: statement.sql, style: { marginBottom: 10 } },
        h('summary', { style: { cursor: 'pointer' } }, told(statement),
          h('code', { style: { ...CODE, display: 'block', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis', marginTop: 2 } },
            statement.sql.replace(/\\s+/g, ' '))),
        h('pre', { style: CODE }, statement.sql),
        statement.plan && h('p', { style: { fontSize: 13, opacity: 0.75, marginTop: 8 } }, translateLabel('plan')),
        statement.plan && h('pre', { style: CODE }, statement.plan.join('\\n')))));
  }

  function Dashboard() {
    const { i18n, translateLabel } = useTranslation();
    const [seen, setSeen] = React.useState(null);
    React.useEffect(() => {
      const look = () => new ApiClient().getDashboard().then(({ data }) => setSeen(data), () => undefined);
      look();
      const timer = setInterval(look, 30000);
      return () => clearInterval(timer);
    }, []);
    const { language } = i18n;
    const grid = (least, ...cells) => h('div', { style: { display: 'grid', gap: 16, marginBottom: 16,
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, ' + least + 'px), 1fr))' } }, ...cells);
    return h('main', { style: { padding: 32, lineHeight: 1.4 } },
      h('h1', { style: { fontSize: 24, marginBottom: 16 } }, translateLabel('dashboard')),
      seen && grid(180,
        h(Figure, { label: translateLabel('online'), value: seen.online, note: translateLabel('ofPeople') + ' ' + seen.people }),
        h(Figure, { label: translateLabel('database'), value: bytes(seen.databaseBytes, language), note: translateLabel('slow') + ' ' + seen.slowStatements }),
        h(Figure, { label: translateLabel('storage'), value: bytes(seen.uploadBytes, language) }),
        h(Figure, { label: translateLabel('queue'), value: seen.queue.waiting, note: translateLabel('commits') + ' ' + seen.queue.commits + ' / ' + seen.queue.works })),
      seen && grid(360,
        h(Hours, { label: translateLabel('messagesPerHour'), counts: seen.messagesPerHour, language }),
        h(Busiest, { label: translateLabel('busiest'), channels: seen.busiest, general: translateLabel('kind.general') })),
      seen && seen.slowest.length > 0 && h(Slowest, { statements: seen.slowest, language }),
      h('p', null, translateLabel('choose')));
  }

  /** Sends an act to our own controller: AdminJS sends its own by GET. */
  async function send(path, body) {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const isFile = response.headers.get('Content-Type')?.startsWith('text/csv');
    const answer = response.status === 204 ? {} : await (isFile ? response.blob() : response.json());
    if (response.status === 401 || /^(confirmation_needed|second_factor_missing)$/.test(answer.code)) location.reload();
    return response.ok ? { done: answer } : { refused: answer };
  }

  const unreachable = (translateMessage) => () => ({ refused: { code: 'unreachable', title: translateMessage('unreachable') } });

  function Refused({ refused }) {
    const { t } = useTranslation();
    return refused && h(MessageBox, { mb: 'default', variant: 'danger', role: 'alert',
      message: t('messages.' + refused.code, { defaultValue: refused.detail ?? refused.title }) });
  }

  const WIDE = { display: 'block', boxSizing: 'border-box', width: '100%', marginTop: 4, padding: 8, font: 'inherit', color: 'inherit',
    background: 'transparent', border: '1px solid currentColor', borderRadius: 4 };
  const CHOICES = { hours: [1, 24, 168, 720, 8760], role: ['member', 'moderator', 'admin'] };

  function Field({ name, record }) {
    const { translateLabel, translateProperty } = useTranslation();
    const choices = CHOICES[name];
    const control = choices
      ? h('select', { name, style: WIDE, defaultValue: record.params[name] ?? choices[1] }, choices.map((choice) =>
          h('option', { key: choice, value: choice, style: { color: 'CanvasText', background: 'Canvas' } }, translateLabel(name + '.' + choice))))
      : h('textarea', { name, rows: 3, maxLength: ${LIMITS.reason}, autoFocus: true, style: WIDE });
    return h('label', { style: { display: 'block', marginBottom: 16 } }, translateProperty(name), control);
  }

  /** AdminJS keeps the row that it read before an act: what may be done to it now is told to the header past it. */
  async function readAnew(resourceId, recordId) {
    const { data } = await new ApiClient().recordAction({ resourceId, recordId, actionName: 'show' });
    if (data.record.id) dispatchEvent(new CustomEvent('veche:row', { detail: data.record }));
  }

  function Header({ OriginalComponent, ...props }) {
    const [row, setRow] = React.useState(null);
    React.useEffect(() => {
      const take = ({ detail }) => setRow(detail);
      addEventListener('veche:row', take);
      return () => removeEventListener('veche:row', take);
    }, []);
    return h(OriginalComponent, { ...props, record: row ?? props.record });
  }

  /** The form of an act upon a row. */
  function Act({ action, record, resource }) {
    const { translateAction, translateButton, translateMessage } = useTranslation();
    const [outcome, setOutcome] = React.useState({});
    const [busy, setBusy] = React.useState(false);
    const { asks } = action.custom;
    const back = '/admin/resources/' + resource.id + '/records/' + record.id + '/show';

    async function submit(event) {
      event.preventDefault();
      const form = new FormData(event.target);
      const body = Object.fromEntries(asks.map((name) => [name, name === 'hours' ? Number(form.get(name)) : form.get(name)]));
      setBusy(true);
      const path = '/admin/api/acts/' + resource.id + '/' + record.id + '/' + action.name;
      const given = await send(path, body).catch(unreachable(translateMessage));
      setOutcome(given);
      setBusy(false);
      // A link is shown once: nothing may reload this page, as an answer to whoever is signed out does.
      if (given.done && !given.done.path) await readAnew(resource.id, record.id).catch(() => undefined);
    }

    const { done } = outcome;
    const title = translateAction(action.name, resource.id) + ': ' + record.title;
    if (done)
      return h(Box, { variant: 'white', role: 'status' },
        h('p', { className: 'veche_Title', style: { marginBottom: 16 } }, title + '. ' + translateMessage('done')),
        done.path && h('p', { style: { marginBottom: 16 } }, translateMessage('link'), ' ',
          h('code', { style: { userSelect: 'all', overflowWrap: 'anywhere' } }, location.origin + done.path)),
        h('a', { href: back }, translateButton('back')));
    return h(Box, { variant: 'white' },
      h('form', { onSubmit: submit, style: { maxWidth: 480 } },
        h('h2', { className: 'veche_Title', style: { fontSize: 18, lineHeight: 1.4, marginBottom: 16 } }, title),
        asks.map((name) => h(Field, { key: name, name, record })),
        h(Refused, outcome),
        h(Button, { type: 'submit', variant: 'contained', disabled: busy }, translateAction(action.name, resource.id))));
  }

  /** Saves the list beside it. */
  function Export({ action, resource }) {
    const { i18n, translateAction, translateMessage } = useTranslation();
    const [outcome, setOutcome] = React.useState({});
    const [busy, setBusy] = React.useState(false);

    async function submit(event) {
      event.preventDefault();
      setBusy(true);
      const path = '/admin/api/acts/' + resource.id + '/' + action.name;
      const given = await send(path, { query: location.search }).catch(unreachable(translateMessage));
      if (given.done) save(given.done, resource.id + '.csv');
      setOutcome(given);
      setBusy(false);
    }

    const most = new Intl.NumberFormat(i18n.language).format(${MOST_EXPORTED});
    return h(DrawerContent, null,
      h(ActionHeader, { action, resource, omitActions: true }),
      h('form', { onSubmit: submit },
        h('p', { style: { marginBottom: 16, lineHeight: 1.4 } }, translateMessage('exportList', resource.id, { most })),
        h(Refused, outcome),
        h(Button, { type: 'submit', variant: 'contained', disabled: busy }, translateAction(action.name, resource.id)),
        outcome.done && h('p', { role: 'status', style: { marginTop: 16 } }, translateMessage('done'))));
  }

  function save(blob, name) {
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
    link.click();
    // The browser reads it after the click, and does not say when it is done.
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  AdminJS.UserComponents = { Act, ActionHeader: Header, Dashboard, Export };
})(React, AdminJS, AdminJSDesignSystem);
`;
