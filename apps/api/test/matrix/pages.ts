import { createThread } from '../posting.ts'
import { ruleOf } from './rows/desk.ts'
import { savedReplyOf } from './rows/desk.ts'
import { ticketOf } from './rows/ticket-calls.ts'
import {
  forGuests,
  forMembers,
  forStaff,
  aboutPost,
  aboutThread,
  type PageRow
} from './page-rows.ts'

import { adminPages } from './admin-pages.ts'
import { accountPages } from './account-pages.ts'
import { announcementPages } from './announcement-pages.ts'
import { articlePages } from './article-pages.ts'
import { moderationPages } from './moderation-pages.ts'

export { frame, type PageRow } from './page-rows.ts'

/** One row per page route; a route without a row fails `pages.test.ts`. */
export const pages: Record<string, PageRow> = {
  '/': forGuests('/', 'threads.list'),
  ...announcementPages,
  ...articlePages,
  '/ask': forGuests('/ask'),
  '/cover-up': forGuests('/cover-up'),
  '/categories': forGuests('/categories?q=deposit'),
  '/search': forGuests('/search?q=deposit', 'search.search'),
  '/search/upkeep': forStaff('/search/upkeep', 'search.zeroResultQueries', 'search.relatedWords'),
  '/c/[category=category]': {
    ...forGuests('', 'threads.list', 'threads.helpers'),
    async path({ forum }) {
      const slug = `board-${Math.random().toString(36).slice(2)}`
      await forum.category({ slug })
      return `/c/${slug}`
    }
  },
  '/t/[id=id]/[[slug=slug]]': {
    ...forGuests('', 'threads.show'),
    path: async ({ thread }) => `/t/${(await thread()).id}/where-is-my-deposit`
  },
  '/p/[postId=id]': {
    ...forGuests('', 'threads.locate'),
    status: 302,
    path: async ({ thread }) => `/p/${(await thread()).postId}`
  },
  '/tags': forGuests('/tags?q=deposit', 'threads.tags'),
  '/tags/[tag=tag]/description': {
    ...forStaff('', 'threads.tagDescription'),
    async path({ owner, categoryId }) {
      await createThread(owner, categoryId, { tags: ['described'] })
      return '/tags/described/description'
    }
  },
  '/tags/[tag=tag]': {
    ...forGuests('/tags/deposit', 'threads.list', 'threads.tag'),
    characters: '#.'
  },
  '/u/[username=username]': {
    ...forGuests(
      '',
      ...['accounts.profile', 'threads.postsByUser', 'threads.solvedBy', 'articles.list']
    ),
    path: async ({ owner }) => `/u/${owner.username}`
  },
  '/t/[id=id]/manage': aboutThread('owner', 'manage', 'threads.show', 'threads.source'),
  '/t/[id=id]/merge': aboutThread('volunteer', 'merge', 'threads.show', 'threads.mergeTargets'),
  '/t/[id=id]/split': aboutThread('volunteer', 'split', 'threads.show'),
  '/t/[id=id]/escalate': aboutThread(
    'owner',
    'escalate',
    'threads.show',
    'tickets.deflection',
    'tickets.postsToChoose',
    'tickets.list',
    'tickets.topics'
  ),
  '/p/[postId=id]/actions': aboutPost('guest', 'actions'),
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
    'tickets.agents',
    'tickets.views',
    'tickets.tags',
    'tickets.savedReplies',
    'tickets.topics'
  ),
  '/desk/views': forStaff('/desk/views', 'tickets.views'),
  '/desk/rules': forStaff(
    '/desk/rules',
    'tickets.rules',
    'tickets.absence',
    'tickets.topics',
    'tickets.agents',
    'tickets.savedReplies'
  ),
  '/desk/rules/[id=id]': {
    path: async (world) => `/desk/rules/${await ruleOf(world)}`,
    reader: 'staff',
    calls: [
      ...['tickets.rules', 'tickets.topics', 'tickets.agents', 'tickets.savedReplies'],
      'tickets.tryRule'
    ]
  },
  '/desk/look-up': forStaff('/desk/look-up'),
  '/desk/suggestions': forStaff('/desk/suggestions', 'tickets.suggestions'),
  '/desk/statistics': forStaff('/desk/statistics', 'tickets.statistics', 'tickets.topics'),
  '/desk/satisfaction': forStaff('/desk/satisfaction', 'tickets.satisfaction', 'tickets.topics'),
  '/desk/saved-replies': forStaff('/desk/saved-replies', 'tickets.savedReplies', 'tickets.topics'),
  '/desk/saved-replies/[id=id]': {
    path: async (world) => `/desk/saved-replies/${await savedReplyOf(world)}`,
    reader: 'staff',
    calls: ['tickets.savedReplies', 'tickets.topics']
  },
  '/desk/[number=ticket]/hold': {
    path: async (world) => `/desk/${await ticketOf(world)}/hold`,
    reader: 'staff',
    calls: ['tickets.show']
  },
  '/desk/[number=ticket]/merge': {
    path: async (world) => `/desk/${await ticketOf(world)}/merge`,
    reader: 'staff',
    calls: ['tickets.show', 'tickets.related']
  },
  '/desk/[number=ticket]': {
    path: async (world) => `/desk/${await ticketOf(world)}`,
    reader: 'staff',
    calls: [
      ...['tickets.show', 'tickets.savedRepliesFor', 'tickets.related'],
      ...['tickets.disturbances', 'tickets.topics', 'threads.draft']
    ]
  },

  '/volunteer': forGuests('/volunteer'),
  ...moderationPages,
  ...adminPages,
  ...accountPages
}

export const everyPageRow = Object.entries(pages)
