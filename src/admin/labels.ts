import type { Locale } from 'adminjs';

type Words = Record<string, string>;
/** What a field can be, by the field: AdminJS looks for these among the labels. */
type Values = Record<'role' | 'kind' | 'visibility' | 'act' | 'hours' | 'state', Words>;
type Texts = Record<Exclude<keyof typeof EN, 'values'>, Words> & { values: Values };

/** Of a row, or of an act upon one, that is not there: `missing_show`, or else `missing`. */
const BY_ACTION = '$t(messages.missing, {"context": "{{actionName}}"})';

const EN = {
  resources: {
    ...{ people: 'People', groups: 'Groups', channels: 'Channels', messages: 'Messages', likes: 'Likes' },
    ...{ uploads: 'Uploads', invites: 'Invites', sessions: 'Sessions', reports: 'Reports', audit: 'Audit log' },
  },
  fields: {
    ...{ id: 'Id', username: 'Name', displayName: 'Shown as', role: 'Role', likes: 'Likes', createdAt: 'Made' },
    ...{ bannedUntil: 'Banned until', banReason: 'Why banned', hours: 'For how long' },
    ...{ mutedUntil: 'Muted until', muteReason: 'Why muted' },
    ...{ deactivatedAt: 'Deactivated', name: 'Name', topic: 'Topic', kind: 'Kind', visibility: 'Visible to' },
    ...{ memberCount: 'Members', lastSeq: 'Messages', lastMessageAt: 'Last message', archivedAt: 'Archived' },
    ...{ channelId: 'Channel', messageId: 'Message', authorId: 'Author', userId: 'Person', createdById: 'Made by' },
    ...{ seq: 'Number', body: 'Text', editedAt: 'Edited', deletedAt: 'Deleted', emoji: 'Emoji', mime: 'Type' },
    ...{ size: 'Bytes', uses: 'Used', maxUses: 'Uses at most', expiresAt: 'Ends', revokedAt: 'Revoked' },
    ...{ userAgent: 'Device', address: 'Address', lastSeenAt: 'Last seen', endedAt: 'Ended', from: 'From', to: 'To' },
    ...{ actorId: 'Who did it', act: 'Act', thingId: 'To what', detail: 'Detail', reason: 'Reason' },
    ...{ reporterId: 'Reported by', closedAt: 'Closed', state: 'State' },
  },
  values: {
    role: { member: 'Member', moderator: 'Moderator', admin: 'Administrator' },
    kind: { general: 'General', direct: 'Direct', group: 'Group' },
    visibility: { public: 'Everybody', private: 'Members' },
    act: {
      ...{ deactivate: 'Deactivated', restore: 'Restored', ban: 'Banned', unban: 'Ban ended' },
      ...{ mute: 'Muted', unmute: 'Mute ended' },
      ...{ endSessions: 'Signed out', setRole: 'Role changed', resetPassword: 'Link for a password' },
      ...{ addSecondFactor: 'Second factor turned on', removeSecondFactor: 'Second factor taken away' },
      ...{ deleteMessage: 'Message deleted', closeReport: 'Report closed' },
      ...{ revokeInvite: 'Invite revoked', exportList: 'List exported' },
    },
    state: { open: 'Open', closed: 'Closed' },
    hours: { 1: 'An hour', 24: 'A day', 168: 'A week', 720: '30 days', 8760: 'A year' },
  },
  labels: {
    ...{ dashboard: 'Overview', navigation: 'Veche', choose: 'Choose at the side what to look at.' },
    ...{ online: 'Here now', ofPeople: 'Accounts:', database: 'Database', slow: 'Slow statements since the start:' },
    ...{ storage: 'Files', queue: 'Writes that wait', commits: 'Commits and works since the start:' },
    ...{ messagesPerHour: 'Messages per hour', busiest: 'Most messages' },
    ...{
      slowest: 'Slowest statements since the start',
      atWorst: 'at worst',
      runs: 'slow runs',
      inAll: 'in all',
      last: 'last',
    },
    ...{ plan: 'Plan' },
  },
  buttons: { logout: 'Back to the chat', back: 'Back' },
  actions: {
    ...{ mute: 'Mute', unmute: 'End the mute' },
    ...{ ban: 'Ban', unban: 'End the ban', deactivate: 'Deactivate', restore: 'Restore' },
    ...{ endSessions: 'Sign out everywhere', setRole: 'Change the role', resetPassword: 'Link for a new password' },
    removeSecondFactor: 'Take the second factor away',
    ...{ deleteMessage: 'Delete the message', closeReport: 'Close the report' },
    ...{ revokeInvite: 'Revoke the invite', exportList: 'Export as CSV' },
  },
  messages: {
    ...{ done: 'Done.', link: 'Hand this link over. It works once, for a day:' },
    ...{ unreachable: 'The server cannot be reached.', validation_failed: 'Fill in every field.' },
    ...{ exportList: 'The rows that the filter keeps, the newest {{most}} at most. It is noted in the audit log.' },
    ...{ forbidden: 'This cannot be done to yourself, nor to the last administrator.' },
    error404Action: BY_ACTION,
    ...{ missing_show: 'There is no such record.', missing: 'There is no such record, or this cannot be done to it.' },
  },
};

/** AdminJS knows no Russian: what it says itself is here too. */
const RU: Texts = {
  resources: {
    ...{ people: 'Люди', groups: 'Группы', channels: 'Каналы', messages: 'Сообщения', likes: 'Отметки' },
    ...{ uploads: 'Файлы', invites: 'Приглашения', sessions: 'Сеансы', reports: 'Жалобы', audit: 'Журнал действий' },
  },
  fields: {
    ...{ id: 'Номер', username: 'Имя', displayName: 'Показывается как', role: 'Роль', likes: 'Отметки' },
    ...{ bannedUntil: 'Забанен до', banReason: 'За что забанен', hours: 'На сколько' },
    ...{ mutedUntil: 'Не пишет до', muteReason: 'За что не пишет' },
    ...{ createdAt: 'Создано', deactivatedAt: 'Отключено', name: 'Название', topic: 'Тема', kind: 'Вид' },
    ...{ visibility: 'Видно', memberCount: 'Участники', lastSeq: 'Сообщения', lastMessageAt: 'Последнее сообщение' },
    ...{ archivedAt: 'В архиве', channelId: 'Канал', messageId: 'Сообщение', authorId: 'Автор', userId: 'Человек' },
    ...{ createdById: 'Кем создано', seq: 'Порядковый номер', body: 'Текст', editedAt: 'Изменено' },
    ...{ deletedAt: 'Удалено', emoji: 'Эмодзи', mime: 'Тип', size: 'Байты', uses: 'Использовано' },
    ...{ maxUses: 'Использований не больше', expiresAt: 'Истекает', revokedAt: 'Отозвано', userAgent: 'Устройство' },
    ...{ address: 'Адрес', lastSeenAt: 'Был активен', endedAt: 'Завершён', from: 'С', to: 'По' },
    ...{ actorId: 'Кто сделал', act: 'Действие', thingId: 'С чем', detail: 'Подробности', reason: 'Причина' },
    ...{ reporterId: 'Кто пожаловался', closedAt: 'Закрыто', state: 'Состояние' },
  },
  values: {
    role: { member: 'Участник', moderator: 'Модератор', admin: 'Администратор' },
    kind: { general: 'Общий', direct: 'Личный', group: 'Группа' },
    visibility: { public: 'Всем', private: 'Участникам' },
    act: {
      ...{ deactivate: 'Отключение', restore: 'Восстановление', ban: 'Бан', unban: 'Снятие бана' },
      ...{ mute: 'Запрет писать', unmute: 'Снятие запрета писать' },
      ...{ endSessions: 'Завершение сеансов', setRole: 'Смена роли', resetPassword: 'Ссылка для пароля' },
      ...{ addSecondFactor: 'Включение второго фактора', removeSecondFactor: 'Снятие второго фактора' },
      ...{ deleteMessage: 'Удаление сообщения', closeReport: 'Закрытие жалобы' },
      ...{ revokeInvite: 'Отзыв приглашения', exportList: 'Выгрузка списка' },
    },
    state: { open: 'Открыта', closed: 'Закрыта' },
    hours: { 1: 'Час', 24: 'Сутки', 168: 'Неделя', 720: '30 дней', 8760: 'Год' },
  },
  labels: {
    ...{ dashboard: 'Обзор', navigation: 'Veche', choose: 'Выберите сбоку, что посмотреть.', filters: 'Отбор' },
    ...{ pages: 'Страницы', selectedRecords: 'Выбрано: {{selected}}' },
    ...{ online: 'Сейчас здесь', ofPeople: 'Аккаунтов:', database: 'База данных', storage: 'Файлы' },
    ...{ slow: 'Медленных запросов с запуска:', queue: 'Записей ждёт', commits: 'Фиксаций и записей с запуска:' },
    ...{ messagesPerHour: 'Сообщений в час', busiest: 'Больше всего сообщений' },
    ...{ slowest: 'Самые медленные запросы с запуска', atWorst: 'в худшем случае', runs: 'медленных раз' },
    ...{ inAll: 'всего', last: 'последний раз', plan: 'План' },
  },
  buttons: {
    ...{
      back: 'Назад',
      logout: 'Назад в чат',
      filter: 'Отбор',
      filterActive: 'Отбор ({{count}})',
      applyChanges: 'Применить',
    },
    ...{ resetFilter: 'Сбросить', cancel: 'Отмена', confirm: 'Подтвердить', save: 'Сохранить' },
  },
  actions: {
    ...{ show: 'Показать', list: 'Список', ban: 'Забанить', unban: 'Снять бан' },
    ...{ mute: 'Запретить писать', unmute: 'Снять запрет писать' },
    ...{ deactivate: 'Отключить', restore: 'Восстановить', endSessions: 'Завершить все сеансы' },
    ...{ setRole: 'Сменить роль', resetPassword: 'Ссылка для нового пароля' },
    removeSecondFactor: 'Снять второй фактор',
    ...{ deleteMessage: 'Удалить сообщение', closeReport: 'Закрыть жалобу' },
    ...{ revokeInvite: 'Отозвать приглашение', exportList: 'Выгрузить в CSV' },
  },
  messages: {
    ...{ done: 'Готово.', link: 'Передайте эту ссылку. Она сработает один раз, в течение суток:' },
    ...{ unreachable: 'Сервер недоступен.', validation_failed: 'Заполните все поля.' },
    ...{ exportList: 'Строки, которые оставил отбор: не больше {{most}}, самые новые. Это попадёт в журнал действий.' },
    ...{ forbidden: 'Этого нельзя сделать с собой и с последним администратором.' },
    ...{ noRecords: 'Ничего нет', noRecordsInResource: 'Здесь ничего нет', forbiddenError: 'Это вам не разрешено' },
    ...{ anyForbiddenError: 'Это вам не разрешено', errorFetchingRecords: 'Не удалось загрузить' },
    ...{ errorFetchingRecord: 'Не удалось загрузить', pageNotFound_title: 'Такой страницы нет' },
    ...{ error404Resource: 'Такого раздела нет', error404Record: 'Такой записи нет', error404Action: BY_ACTION },
    ...{ missing_show: 'Такой записи нет.', missing: 'Такой записи нет, или с ней этого не сделать.' },
  },
};

const LANGUAGES = { components: { LanguageSelector: { availableLanguages: { en: 'English', ru: 'Русский' } } } };

const translation = ({ resources, fields, values, ...others }: Texts) => ({
  ...others,
  ...LANGUAGES,
  labels: { ...others.labels, ...resources, ...values },
  properties: fields,
});

export const locale: Locale = {
  language: 'en',
  availableLanguages: ['en', 'ru'],
  localeDetection: true,
  // Not by the tag of the page, which always says English.
  detection: { order: ['localStorage', 'navigator'] },
  translations: { en: translation(EN), ru: translation(RU) },
};
