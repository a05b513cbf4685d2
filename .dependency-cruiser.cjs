// The rank table of docs/ARCHITECTURE.md as rules: a file only looks down, and nothing goes round in circles.
const rooms = {
  contract: [],
  config: [],
  common: ['contract', 'config'],
  events: ['contract'],
  database: ['contract', 'config', 'common', 'events'],
  files: ['contract', 'config', 'common', 'events', 'database'],
  audit: ['contract', 'config', 'common', 'events', 'database'],
  users: ['contract', 'config', 'common', 'events', 'database'],
  channels: ['contract', 'config', 'common', 'events', 'database', 'users'],
  groups: ['contract', 'config', 'common', 'events', 'database', 'files', 'audit', 'users', 'channels'],
  profiles: ['contract', 'config', 'common', 'events', 'database', 'files', 'users', 'channels'],
  uploads: ['contract', 'config', 'common', 'events', 'database', 'files', 'users', 'channels'],
  messages: ['contract', 'config', 'common', 'events', 'database', 'audit', 'users', 'channels', 'uploads'],
  likes: ['contract', 'config', 'common', 'events', 'database', 'users', 'channels', 'messages'],
  search: ['contract', 'config', 'common', 'events', 'database', 'users', 'channels', 'messages'],
  auth: ['contract', 'config', 'common', 'events', 'database', 'files', 'audit', 'users', 'channels'],
  moderation: ['contract', 'config', 'common', 'events', 'database', 'audit', 'users', 'channels', 'messages'],
  realtime: ['contract', 'config', 'common', 'events', 'database', 'users', 'channels', 'messages', 'auth'],
  push: ['contract', 'config', 'common', 'events', 'database', 'users', 'channels', 'messages', 'auth', 'realtime'],
  erasure: [
    ...['contract', 'config', 'common', 'events', 'database', 'users', 'channels', 'groups', 'messages', 'likes'],
  ],
  exports: ['contract', 'config', 'common', 'database', 'files', 'users'],
  health: ['contract', 'config', 'common', 'events', 'database', 'files'],
  admin: [
    ...['contract', 'config', 'common', 'events', 'database', 'users', 'channels', 'groups', 'uploads', 'messages'],
    ...['likes', 'auth', 'audit', 'moderation'],
  ],
};

const ranks = Object.entries(rooms).map(([room, below]) => ({
  name: `${room}-looks-down`,
  comment: `src/${room} may import ${below.length ? below.join(', ') : 'nothing'} and itself`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...below].join('|')})/` },
}));
// They stand on everything; nothing stands on them.
const roofs = ['seed', 'cli'];

module.exports = {
  forbidden: [
    ...ranks,
    {
      name: 'nothing-stands-on-a-roof',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${roofs.join('|')})/` },
      to: { path: `^src/(${roofs.join('|')})/` },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'every-room-has-a-rank',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: `^src/((${[...Object.keys(rooms), ...roofs].join('|')})/|(app\\.module|main|app|openapi)\\.ts$)`,
      },
      to: {},
    },
    {
      name: 'contract-is-plain',
      comment: 'the browser and other programs read contract/: no package, no Node module',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { pathNot: '^src/contract/' },
    },
    {
      name: 'writes-go-through-the-queue',
      comment: 'only database/ may hold a writable data source',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/database/' },
      to: { path: '^src/database/(data-source|writer|sqlite-driver)' },
    },
    {
      name: 'loaded-when-it-is-needed',
      comment: 'each start would wait for these: common/api-docs.ts has the decorators, TypeORM loads the driver',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/common/api-docs\\.ts$' },
      to: { path: 'node_modules/(@nestjs/swagger|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-client-knows-only-the-contract',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^src/', pathNot: '^src/contract/' },
    },
    {
      name: 'views-never-touch-the-network',
      severity: 'error',
      from: { path: '^web/src/views/' },
      to: { path: '^web/src/api/' },
    },
    {
      name: 'state-knows-no-view',
      severity: 'error',
      from: { path: '^web/src/(state|api)/' },
      to: { path: '^(web/src/views/|web/node_modules/react)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(web/)?dist/' },
  },
};
