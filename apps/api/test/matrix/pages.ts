import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { announce, announcer } from '../announcements/writing.ts'
import { links } from '@stoa/safety/schema'
import { savedReplyOf, ruleOf, ticketOf } from './rows/tickets.ts'
import {
  pageFor,
  forGuests,
  forMembers,
  forStaff,
  aboutPost,
  aboutThread,
  aboutUser,
  onAnnouncement,
  onSource,
  type PageRow
} from './page-rows.ts'

import { adminPages } from './admin-pages.ts'

export { frame, type PageRow } from './page-rows.ts'

/** One row per page route; a route without a row fails `pages.test.ts`. */
export const pages: Record<string, PageRow> = {
  '/': forGuests('/', 'announcements.current', 'threads.list'),
  '/announcements': forGuests(
    '/announcements',
    'announcements.archive',
    'announcements.types',
    'announcements.list'
  ),
  '/announcements/[id=id]/[[slug=slug]]': onAnnouncement('guest', ''),
  '/announcements/[id=id]/history': onAnnouncement('guest', 'history', 'announcements.revisions'),
  '/announcements/[id=id]/edit': {
    ...onSource('edit'),
    calls: ['announcements.source', 'announcements.types']
  },
  '/announcements/[id=id]/publish': onSource('publish'),
  '/announcements/[id=id]/update': onAnnouncement('staff', 'update', 'announcements.source'),
  '/announcements/[id=id]/update/[updateId=id]': {
    ...onAnnouncement('staff', '', 'announcements.updateSource'),
    async path({ forum }) {
      const author = await announcer(forum)
      const id = await announce(author, { type: 'maintenance' })
      const update = { phase: 'started', translations: { en: 'It began.' } }
      const { body } = await author.post(`/announcements/${id}/updates`, update)
      return `/announcements/${id}/update/${body.id}`
    }
  },
  '/announcements/[id=id]/withdraw': onAnnouncement('staff', 'withdraw', 'announcements.source'),
  '/announcements/new': forStaff(
    '/announcements/new',
    'announcements.templates',
    'announcements.types'
  ),
  '/announcements/work': forStaff('/announcements/work', 'announcements.work'),
  '/announcements/templates': forStaff('/announcements/templates', 'announcements.templates'),
  '/announcements/templates/[type=key]/[language=language]': forStaff(
    '/announcements/templates/incident/zh-CN',
    'announcements.templateHistory',
    'announcements.templates'
  ),
  '/ask': forGuests('/ask'),
  '/search': forGuests('/search?q=deposit', 'search.search'),
  '/search/upkeep': forStaff('/search/upkeep', 'search.zeroResultQueries', 'search.relatedWords'),
  '/c/[category=category]': {
    ...forGuests('', 'announcements.current', 'threads.list'),
    async path({ forum }) {
      const slug = `board-${Math.random().toString(36).slice(2)}`
      await forum.category({ slug })
      return `/c/${slug}`
    }
  },
  '/t/[id=id]/[[slug=slug]]': {
    ...forGuests('', 'threads.related', 'threads.show'),
    path: async ({ thread }) => `/t/${(await thread()).id}/where-is-my-deposit`
  },
  '/p/[postId=id]': {
    ...forGuests('', 'threads.locate'),
    status: 302,
    path: async ({ thread }) => `/p/${(await thread()).postId}`
  },
  '/tags/[tag=tag]': { ...forGuests('/tags/deposit', 'threads.list'), characters: '#.' },
  '/u/[username=username]': {
    ...forGuests('', 'accounts.profile', 'threads.postsByUser'),
    path: async ({ owner }) => `/u/${owner.username}`
  },
  '/t/[id=id]/manage': aboutThread('owner', 'manage', 'threads.show'),
  '/t/[id=id]/escalate': aboutThread(
    'owner',
    'escalate',
    'threads.show',
    'tickets.deflection',
    'tickets.postsToChoose',
    'tickets.list',
    'tickets.topics'
  ),
  '/p/[postId=id]/history': aboutPost('guest', 'history', 'threads.revisions'),
  '/p/[postId=id]/edit': aboutPost('owner', 'edit', 'threads.draft', 'threads.source'),
  '/p/[postId=id]/redact': aboutPost('owner', 'redact', 'threads.source'),
  '/p/[postId=id]/withdraw': aboutPost('owner', 'withdraw'),
  '/p/[postId=id]/report': aboutPost('member', 'report'),
  '/p/[postId=id]/moderate': aboutPost('volunteer', 'moderate', 'threads.source'),
  '/p/[postId=id]/outdated': {
    path: async ({ reply }) => `/p/${await reply()}/outdated`,
    reader: 'volunteer',
    calls: ['threads.locate', 'threads.show']
  },
  '/tickets': forMembers('/tickets', 'tickets.list'),
  '/tickets/new': forMembers('/tickets/new', 'threads.draft', 'tickets.topics'),
  '/tickets/[number=ticket]': {
    path: async (world) => `/tickets/${await ticketOf(world)}`,
    reader: 'owner',
    calls: ['tickets.show', 'tickets.facts', 'threads.draft']
  },
  '/desk': forStaff(
    '/desk',
    'tickets.queue',
    'tickets.queueCounts',
    'tickets.suggestions',
    'tickets.disturbances',
    'tickets.topics'
  ),
  '/desk/rules': forStaff('/desk/rules', 'tickets.rules', 'tickets.topics'),
  '/desk/rules/[id=id]': {
    path: async (world) => `/desk/rules/${await ruleOf(world)}`,
    reader: 'staff',
    calls: ['tickets.rules', 'tickets.topics', 'tickets.tryRule']
  },
  '/desk/suggestions': forStaff('/desk/suggestions', 'tickets.suggestions'),
  '/desk/statistics': forStaff('/desk/statistics', 'tickets.statistics', 'tickets.topics'),
  '/desk/saved-replies': forStaff('/desk/saved-replies', 'tickets.savedReplies', 'tickets.topics'),
  '/desk/saved-replies/[id=id]': {
    path: async (world) => `/desk/saved-replies/${await savedReplyOf(world)}`,
    reader: 'staff',
    calls: ['tickets.savedReplies', 'tickets.topics']
  },
  '/desk/[number=ticket]': {
    path: async (world) => `/desk/${await ticketOf(world)}`,
    reader: 'staff',
    calls: [
      ...['tickets.show', 'tickets.savedRepliesFor', 'tickets.related'],
      ...['tickets.disturbances', 'tickets.topics', 'threads.draft']
    ]
  },

  '/moderation': pageFor('volunteer')(
    '/moderation',
    'announcements.linkSuggestions',
    'moderation.queue',
    'moderation.undoable'
  ),
  '/moderation/on-call': forStaff('/moderation/on-call', 'onCall.show'),
  '/moderation/allowed-hosts': forStaff('/moderation/allowed-hosts', 'guards.allowedHosts'),
  '/moderation/filters': forStaff('/moderation/filters', 'filters.list'),
  '/decisions': forMembers('/decisions', 'moderation.decisions'),
  '/decisions/[id=id]': {
    path: async ({ forum, categoryId, thread, owner }) => {
      const { postId } = await thread()
      const moderator = await forum.user({ role: 'volunteer', moderates: [categoryId] })
      await moderator.post(`/posts/${postId}/hiding`, { reason: 'spam' })
      const { items } = (await owner.get('/me/decisions')).body
      return `/decisions/${items[0].id}`
    },
    reader: 'owner',
    calls: ['moderation.decision']
  },
  '/u/[username=username]/moderate': aboutUser(
    'volunteer',
    'moderate',
    'moderation.record',
    'volunteers.userNotes'
  ),
  '/u/[username=username]/private': aboutUser('staff', 'private', 'accounts.profile'),
  '/volunteer': forGuests('/volunteer'),
  '/moderation/transparency': forGuests('/moderation/transparency', 'moderation.transparency'),
  '/moderation/log': forGuests('/moderation/log', 'moderation.log'),
  ...adminPages,

  '/sign-in': forGuests('/sign-in'),
  '/sign-up': forGuests('/sign-up', 'accounts.showSignUp'),
  '/sign-out': { ...forGuests('/sign-out'), status: 303 },
  '/about': forGuests('/about'),
  '/privacy': forGuests('/privacy'),
  '/rules': forGuests('/rules'),
  '/setup': forGuests('/setup'),
  '/terms': forGuests('/terms'),
  '/verify': forGuests('/verify?q=forum.example', 'guards.official', 'guards.trusted'),
  '/leave/[token=token]': {
    ...forGuests('', 'guards.link'),
    async path({ forum }) {
      const token = `p${Math.random().toString(36).slice(2).padEnd(21, '0').slice(0, 21)}`
      const link = { token, url: 'https://elsewhere.example/', verdict: 'unknown' } as const
      await forum.connection.db.insert(links).values({ ...link, keptAt: forum.now() })
      return `/leave/${token}`
    }
  },
  '/verify-email': forGuests('/verify-email'),
  '/reset-password': forGuests('/reset-password'),
  '/prove-email': forGuests('/prove-email'),
  '/admit-device': forGuests('/admit-device?token=nonsense'),
  '/freeze-account': forGuests('/freeze-account?token=nonsense'),
  '/keep-account': forGuests('/keep-account?token=nonsense'),
  '/undo-email-change': forGuests('/undo-email-change?token=nonsense'),

  '/bookmarks': forMembers('/bookmarks', 'threads.bookmarks'),
  '/drafts': forMembers('/drafts', 'threads.drafts'),
  '/notifications': forMembers('/notifications', 'notifications.list'),
  '/settings': forMembers('/settings'),
  '/settings/data': forMembers('/settings/data'),
  '/settings/email': forMembers('/settings/email'),
  '/settings/muted': forMembers('/settings/muted', 'accounts.mutedUsers'),
  '/settings/notifications': forMembers('/settings/notifications', 'notifications.preferences'),
  '/settings/password': forMembers('/settings/password'),
  '/settings/security': forMembers('/settings/security', 'accounts.ownSecurityEvents'),
  '/settings/sessions': forMembers('/settings/sessions', 'accounts.sessions'),
  '/settings/tokens': forMembers('/settings/tokens', 'accounts.tokens')
}

const folder = fileURLToPath(new URL('../../../web/src/routes', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
  file.replaceAll('\\', '/')
)

/** The route of a file below `routes`. */
const routeOf = (file: string) => `/${file.split('/').slice(0, -1).join('/')}`

/** All page routes of the web application. */
export const everyPage = [
  ...new Set(
    files.filter((file) => /(^|\/)\+page(\.server)?\.(svelte|ts)$/.test(file)).map(routeOf)
  )
].sort()

type BuiltNode = { server_id?: string; server?: { actions?: object } }

/** Routes with form actions and the names of these, read from the build. */
export async function formActions(): Promise<[route: string, names: string[]][]> {
  const nodes = fileURLToPath(new URL('../../../web/build/server/nodes/', import.meta.url))
  const scripts = readdirSync(nodes).filter((file) => file.endsWith('.js'))
  const found = await Promise.all(
    scripts.map(async (file): Promise<[string, string[]]> => {
      const { server_id = '', server } = (await import(`${nodes}${file}`)) as BuiltNode
      return [routeOf(server_id.replace('src/routes/', '')), Object.keys(server?.actions ?? {})]
    })
  )
  return found.filter(([, names]) => names.length > 0)
}

export const everyPageRow = Object.entries(pages)
