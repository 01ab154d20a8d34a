import { listServices } from '../announcements/writing.ts'
import type { Call } from './row.ts'
import { createWorld, type ActorName, type World } from './world.ts'

type Fields = Record<string, unknown>

/** What a PATCH endpoint changes, tried field by field. */
export type PatchRow = {
  /** Who calls; default: an admin. */
  as?: ActorName
  /** Values that no field has by default, and another value of every field of the body. */
  values(world: World, call: Call): Promise<[from: Fields, to: Fields]> | [from: Fields, to: Fields]
  /** Reads the fields; those that are only written are left out. */
  read(world: World, call: Call): Promise<Fields>
  /** Fields that every call has to name. */
  needed?: string[]
  /** Fields that depend on the one that changes. */
  follows?: Record<string, string[]>
}

const named = (en: string) => ({ en, 'zh-CN': `中文 ${en}`, 'zh-TW': `中文 ${en}` })
const announced = (title: string) => ({ en: { title, body: 'We work on it.' } })
const bodyOf = async ({ caller }: World, path: string) => (await caller.get(path)).body
const itemOf = async (world: World, path: string, key: string, value: unknown) =>
  (await bodyOf(world, path)).items.find((one: Fields) => String(one[key]) === String(value))
const single =
  (field: string, from: unknown, to: unknown): PatchRow['values'] =>
  () => [{ [field]: from }, { [field]: to }]

const categories = async ({ forum }: World) => [await forum.category(), await forum.category()]
const groups = async ({ forum }: World) => [await forum.group([]), await forum.group([])]

/** One row per PATCH endpoint. What a row reads has to differ from what the endpoint creates. */
export const patchRows: Record<string, PatchRow> = {
  'accounts.renamePasskey': {
    as: 'owner',
    values: single('name', 'Blue key', 'Red key'),
    read: async (world, { params }) => {
      const { name } = await itemOf(world, '/me/passkeys', 'id', params?.id)
      return { name }
    }
  },
  'accounts.updateMe': {
    as: 'owner',
    values: () => [
      { locale: 'zh-TW', timeZone: 'Asia/Taipei', bio: 'I help.', picture: 'owl' },
      { locale: 'en', timeZone: 'Asia/Tokyo', bio: 'I read.', picture: 'cat' }
    ],
    read: async (world) => {
      const { locale, timeZone, bio, picture } = await bodyOf(world, '/me')
      return { locale, timeZone, bio, picture }
    }
  },
  'groups.rename': {
    values: single('name', named('Partners'), named('Brokers')),
    read: async (world, { params }) => {
      const { name } = await itemOf(world, '/groups', 'id', params?.id)
      return { name }
    }
  },
  'serviceAccounts.change': {
    values: () => [
      { description: 'Copies deposits.', topics: ['api'], requestsPerMinute: 21 },
      { description: 'Copies orders.', topics: ['other'], requestsPerMinute: 22 }
    ],
    read: async (world, { params }) => {
      const found = await itemOf(world, '/service-accounts', 'id', params?.id)
      const { description, waitingTopics: topics, requestsPerMinute } = found
      return { description, topics, requestsPerMinute }
    }
  },
  'threads.changeCategory': {
    async values(world) {
      const [[one, two], [first, second]] = [await categories(world), await groups(world)]
      const own = { readerGroups: [first], writerGroups: [first], moderatorGroups: [first] }
      const others = { readerGroups: [second], writerGroups: [second], moderatorGroups: [second] }
      return [
        {
          ...{ parentId: one, position: 7, name: named('Wallets'), description: named('Of coins') },
          ...{ rule: 'read_only', holdFirstPosts: true, signInRequired: true },
          ...own
        },
        {
          ...{ parentId: two, position: 8, name: named('Cards'), description: named('Of money') },
          ...{ rule: 'public', holdFirstPosts: false, signInRequired: false },
          ...others
        }
      ]
    },
    read: async (world, { params }) => {
      const { waitingModeratorGroups, ...rest } = await bodyOf(world, `/categories/${params?.id}`)
      return { ...rest, moderatorGroups: waitingModeratorGroups }
    }
  },
  'threads.changeCategoryField': {
    values: () => [
      { label: named('Model'), hint: named('Of it'), required: true, position: 7, choices: [] },
      { label: named('Device'), hint: named('Name'), required: false, position: 8, choices: [] }
    ],
    read: async (world, { params }) =>
      itemOf(world, `/categories/${params?.id}/fields`, 'id', params?.fieldId)
  },
  'threads.edit': {
    as: 'owner',
    needed: ['body'],
    values: () => [
      { body: 'Within an hour.', reason: 'Spelling', fields: {} },
      { body: 'Within a day.', reason: 'Clearer', fields: {} }
    ],
    read: async (world, { params }) => bodyOf(world, `/posts/${params?.id}/source`)
  },
  'threads.change': {
    async values(world) {
      const [one, two] = await categories(world)
      return [
        { title: 'Where is my deposit now?', categoryId: one, tags: ['usdt'], language: 'zh-TW' },
        { title: 'When is my deposit done?', categoryId: two, tags: ['fees'], language: 'en' }
      ]
    },
    read: async (world, { params }) => {
      const { thread } = await bodyOf(world, `/threads/${params?.id}`)
      const { title, category, tags, language } = thread
      return { title, categoryId: category.id, tags, language }
    }
  },
  'filters.change': {
    values: single('enabled', true, false),
    read: async (world, { params }) => itemOf(world, '/filters', 'id', params?.id)
  },
  'announcements.change': {
    async values(world) {
      const [[one, two], key] = [await categories(world), `s${Date.now()}`]
      await listServices(world.forum, { [key]: key, [`${key}b`]: `${key}b` })
      const day = (number: number) => `2030-01-0${number}T10:00:00.000Z`
      return [
        {
          ...{ type: 'risk', severity: 'critical', translations: announced('Do not send again') },
          ...{ services: [key], categories: [one], timeZone: 'Asia/Tokyo', publishAt: day(1) },
          ...{ startsAt: day(2), endsAt: day(3), expiresAt: day(4) },
          ...{ pin: { until: day(5), order: 3 }, discussion: 'open', asksAcknowledgement: true }
        },
        {
          ...{ type: 'incident', severity: 'important', translations: announced('Deposits wait') },
          ...{ services: [`${key}b`], categories: [two], timeZone: 'UTC', publishAt: null },
          ...{ startsAt: '2030-01-02T11:00:00.000Z', endsAt: '2030-01-03T11:00:00.000Z' },
          ...{ expiresAt: null, pin: null, discussion: 'none', asksAcknowledgement: false }
        }
      ]
    },
    read: async (world, { params }) => {
      const { content } = await bodyOf(world, `/announcements/${params?.id}/source`)
      const { texts, ...rest } = content
      return { ...rest, translations: texts }
    }
  },
  'announcements.rewordUpdate': {
    values: single('translations', { en: 'It works.' }, { en: 'It works as before.' }),
    read: async (world, { params }) =>
      bodyOf(world, `/announcements/${params?.id}/updates/${params?.updateId}/source`)
  },
  'announcements.changeType': {
    values: () => [
      { names: named('Listing'), offered: true },
      { names: named('Coins'), offered: true }
    ],
    read: async (world, { params }) => itemOf(world, '/announcements/types', 'key', params?.type)
  },
  'announcements.changeService': {
    values: single('names', named('Cards'), named('Card payments')),
    read: async (world, { params }) =>
      itemOf(world, '/announcements/services', 'key', params?.service)
  },
  'articles.changeSeries': {
    values: () => [
      { names: named('Steps'), descriptions: named('In order') },
      { names: named('Tour'), descriptions: named('For all') }
    ],
    read: async (world, { params }) => bodyOf(world, `/article-series/${params?.id}/source`)
  },
  'articles.changeSection': {
    follows: { readers: ['readerGroups'] },
    async values(world) {
      const [one, two] = await groups(world)
      const words = { names: named('Fees'), descriptions: named('Of orders') }
      return [
        { ...words, icon: 'book', readers: 'groups', readerGroups: [one] },
        {
          ...{ names: named('Costs'), descriptions: named('Of trades'), icon: 'wallet' },
          ...{ readers: 'staff', readerGroups: [two] }
        }
      ]
    },
    read: async (world, { params }) => itemOf(world, '/article-sections/sources', 'id', params?.id)
  },
  'articles.changeSettings': {
    follows: { kind: ['level'] },
    async values(world) {
      const { forum, caller } = world
      const [[first, second], staff] = [await groups(world), await forum.user({ role: 'staff' })]
      const slug = `s-${Date.now()}-${Math.random().toString(36).slice(2)}`
      const made = async (path: string, more: object) =>
        (await caller.post(path, { names: named('Fees'), ...more })).body.id
      const section = async (end: string) =>
        made('/article-sections', { slug: slug + end, icon: 'book' })
      const series = async (end: string) => made('/article-series', { slug: slug + end })
      const { username: author } = staff
      const { username } = caller
      return [
        {
          ...{ kind: 'tutorial', section: await section('a') },
          ...{ series: await series('a'), tags: ['fees'], readers: 'groups', owner: author },
          ...{ readerGroups: [first], author, freshUntil: '2030-01-01T00:00:00.000Z' }
        },
        {
          ...{ kind: 'guide', section: await section('b') },
          ...{ series: await series('b'), tags: ['costs'], readers: 'staff', owner: username },
          ...{ readerGroups: [second], author: username, freshUntil: null }
        }
      ]
    },
    read: async (world, { params }) => {
      const { settings } = await bodyOf(world, `/articles/${params?.id}/source`)
      return { ...settings, author: settings.author.username, owner: settings.owner.username }
    }
  },
  'tickets.changeTopic': {
    values: () => [
      {
        ...{ names: named('Coins'), form: [{ key: 'order_id', required: true }] },
        ...{ identityDocuments: true, offered: true }
      },
      { names: named('Listing'), form: [], identityDocuments: false, offered: true }
    ],
    read: async (world, { params }) => itemOf(world, '/desk/topics', 'key', params?.topic)
  },
  'tickets.change': {
    async values({ caller }) {
      const { username } = caller
      return [
        {
          ...{
            state: 'waiting_on_third_party',
            priority: 'high',
            assignee: username,
            topic: 'api'
          },
          ...{ addTags: ['fees'], snoozedUntil: '2030-01-01T00:00:00.000Z' }
        },
        {
          ...{ state: 'open', priority: 'low', assignee: null, expectedAssignee: username },
          ...{ topic: 'other', addTags: ['usdt'], removeTags: ['usdt'], announcementId: null },
          ...{ snoozedUntil: null, snoozeDay: 'tomorrow' }
        }
      ]
    },
    follows: { state: ['snoozedUntil'], snoozeDay: ['snoozedUntil'] },
    read: async (world, { params }) => bodyOf(world, `/tickets/${params?.number}`)
  },
  'webhooks.change': {
    async values(world) {
      const [one, two] = await categories(world)
      return [
        {
          ...{ name: 'Status', format: 'generic', url: 'https://hook.invalid/a', enabled: false },
          ...{ events: ['announcement.published'], categories: [one], internal: true },
          ...{ announcementTypes: ['risk'], severities: ['critical'], reasons: ['scam'] }
        },
        {
          ...{ name: 'Alarm', format: 'generic', url: 'https://hook.invalid/b', enabled: true },
          ...{ events: ['post.created'], categories: [two], internal: false },
          ...{ announcementTypes: ['info'], severities: ['normal'], reasons: ['spam'] }
        }
      ]
    },
    read: async (world, { params }) => {
      const { internalRequest, ...found } = await itemOf(world, '/webhooks', 'id', params?.id)
      return { ...found, internal: internalRequest !== null }
    }
  }
}

/** The world of a row, with the category in which its things are made. */
export const worldOf = async (forum: World['forum'], { as = 'admin' }: PatchRow) =>
  createWorld(forum, as, await forum.category())
