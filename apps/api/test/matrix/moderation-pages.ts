import { aboutUser, forGuests, forMembers, forStaff, type PageRow } from './page-rows.ts'
import type { World } from './world.ts'

/** Reports a post, so that its author stands in the queue. */
async function reported({ forum, thread }: World): Promise<void> {
  const { postId } = await thread()
  await (await forum.user()).post(`/posts/${postId}/reports`, { reason: 'spam' })
}

export const moderationPages: Record<string, PageRow> = {
  '/moderation': {
    path: async (world) => {
      await reported(world)
      return '/moderation'
    },
    reader: 'volunteer',
    calls: [
      ...['announcements.linkSuggestions', 'moderation.queue', 'moderation.undoable'],
      'moderation.authors'
    ]
  },
  '/moderation/beside': {
    path: async ({ owner }) => `/moderation/beside?author=${owner.id}`,
    reader: 'volunteer',
    calls: ['moderation.authors']
  },
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
  '/u/[username=username]/sweep': {
    path: async ({ bystander }) => `/u/${(await bystander({ trust: 'new' })).username}/sweep`,
    reader: 'volunteer',
    calls: ['moderation.previewSweep']
  },
  '/u/[username=username]/private': aboutUser('staff', 'private', 'accounts.profile'),
  '/moderation/transparency': forGuests('/moderation/transparency', 'moderation.transparency'),
  '/moderation/log': forGuests('/moderation/log', 'moderation.log')
}
