import type { Locale } from 'adminjs';

type Words = Record<string, string>;

const EN = {
  resources: {
    ...{ people: 'People', groups: 'Groups', channels: 'Channels', messages: 'Messages', likes: 'Likes' },
    ...{ uploads: 'Uploads', invites: 'Invites', sessions: 'Sessions', audit: 'Audit log' },
  },
  fields: {
    ...{ id: 'Id', username: 'Name', displayName: 'Shown as', role: 'Role', likes: 'Likes', createdAt: 'Made' },
    ...{ deactivatedAt: 'Deactivated', name: 'Name', topic: 'Topic', kind: 'Kind', visibility: 'Visible to' },
    ...{ memberCount: 'Members', lastSeq: 'Messages', lastMessageAt: 'Last message', archivedAt: 'Archived' },
    ...{ channelId: 'Channel', messageId: 'Message', authorId: 'Author', userId: 'Person', createdById: 'Made by' },
    ...{ seq: 'Number', body: 'Text', editedAt: 'Edited', deletedAt: 'Deleted', emoji: 'Emoji', mime: 'Type' },
    ...{ size: 'Bytes', uses: 'Used', maxUses: 'Uses at most', expiresAt: 'Ends', revokedAt: 'Revoked' },
    ...{ userAgent: 'Device', address: 'Address', lastSeenAt: 'Last seen', endedAt: 'Ended', from: 'From', to: 'To' },
    ...{ actorId: 'Who did it', act: 'Act', thingId: 'To what', detail: 'Detail', reason: 'Reason' },
  },
  values: {
    ...{ 'role.member': 'Member', 'role.moderator': 'Moderator', 'role.admin': 'Administrator' },
    ...{ 'kind.general': 'General', 'kind.direct': 'Direct', 'kind.group': 'Group' },
    ...{ 'visibility.public': 'Everybody', 'visibility.private': 'Members' },
    ...{ 'act.deactivate': 'Deactivated', 'act.restore': 'Restored' },
  },
  labels: { dashboard: 'Overview', navigation: 'Veche', choose: 'Choose at the side what to look at.' },
  buttons: { logout: 'Back to the chat' },
  actions: {},
  messages: {},
};

/** AdminJS knows no Russian: what it says itself is here too. */
const RU: Record<keyof typeof EN, Words> = {
  resources: {
    ...{ people: 'Люди', groups: 'Группы', channels: 'Каналы', messages: 'Сообщения', likes: 'Отметки' },
    ...{ uploads: 'Файлы', invites: 'Приглашения', sessions: 'Сеансы', audit: 'Журнал действий' },
  },
  fields: {
    ...{ id: 'Номер', username: 'Имя', displayName: 'Показывается как', role: 'Роль', likes: 'Отметки' },
    ...{ createdAt: 'Создано', deactivatedAt: 'Отключено', name: 'Название', topic: 'Тема', kind: 'Вид' },
    ...{ visibility: 'Видно', memberCount: 'Участники', lastSeq: 'Сообщения', lastMessageAt: 'Последнее сообщение' },
    ...{ archivedAt: 'В архиве', channelId: 'Канал', messageId: 'Сообщение', authorId: 'Автор', userId: 'Человек' },
    ...{ createdById: 'Кем создано', seq: 'Порядковый номер', body: 'Текст', editedAt: 'Изменено' },
    ...{ deletedAt: 'Удалено', emoji: 'Эмодзи', mime: 'Тип', size: 'Байты', uses: 'Использовано' },
    ...{ maxUses: 'Использований не больше', expiresAt: 'Истекает', revokedAt: 'Отозвано', userAgent: 'Устройство' },
    ...{ address: 'Адрес', lastSeenAt: 'Был активен', endedAt: 'Завершён', from: 'С', to: 'По' },
    ...{ actorId: 'Кто сделал', act: 'Действие', thingId: 'С чем', detail: 'Подробности', reason: 'Причина' },
  },
  values: {
    ...{ 'role.member': 'Участник', 'role.moderator': 'Модератор', 'role.admin': 'Администратор' },
    ...{ 'kind.general': 'Общий', 'kind.direct': 'Личный', 'kind.group': 'Группа' },
    ...{ 'visibility.public': 'Всем', 'visibility.private': 'Участникам' },
    ...{ 'act.deactivate': 'Отключение', 'act.restore': 'Восстановление' },
  },
  labels: {
    ...{ dashboard: 'Обзор', navigation: 'Veche', choose: 'Выберите сбоку, что посмотреть.', filters: 'Отбор' },
    ...{ pages: 'Страницы', selectedRecords: 'Выбрано: {{selected}}' },
  },
  buttons: {
    ...{ logout: 'Назад в чат', filter: 'Отбор', filterActive: 'Отбор ({{count}})', applyChanges: 'Применить' },
    ...{ resetFilter: 'Сбросить', cancel: 'Отмена', confirm: 'Подтвердить', save: 'Сохранить' },
  },
  actions: { show: 'Показать', list: 'Список' },
  messages: {
    ...{ noRecords: 'Ничего нет', noRecordsInResource: 'Здесь ничего нет', forbiddenError: 'Это вам не разрешено' },
    ...{ anyForbiddenError: 'Это вам не разрешено', errorFetchingRecords: 'Не удалось загрузить' },
    ...{ errorFetchingRecord: 'Не удалось загрузить', pageNotFound_title: 'Такой страницы нет' },
    ...{
      error404Resource: 'Такого раздела нет',
      error404Record: 'Такой записи нет',
      error404Action: 'Этого здесь нет',
    },
  },
};

const LANGUAGES = { components: { LanguageSelector: { availableLanguages: { en: 'English', ru: 'Русский' } } } };

const translation = ({ resources, fields, values, ...others }: Record<keyof typeof EN, Words>) => ({
  ...others,
  ...LANGUAGES,
  labels: { ...others.labels, ...resources },
  properties: { ...fields, ...values },
});

export const locale: Locale = {
  language: 'en',
  availableLanguages: ['en', 'ru'],
  localeDetection: true,
  translations: { en: translation(EN), ru: translation(RU) },
};
