import { announce, announcer } from '../announcements/writing.ts'
import type { ActorName, World } from './world.ts'

export type PageRow = {
  /** Makes what the page shows, and answers its path. */
  path(world: World): Promise<string>
  /** A reader it opens for; where that is no guest, guests are sent to sign in. */
  reader: ActorName
  /** Endpoints that it calls to be shown, beside those of the frame. */
  calls: string[]
  /** Default 200; 3xx where it only leads elsewhere. */
  status?: number
  /** Characters with a meaning in addresses that its last segment may have all the same. */
  characters?: string
}

/** What the frame around every page calls. */
export const frame = ['accounts.me', 'threads.categories']

/** A page that always has the same address. */
export const pageFor =
  (reader: ActorName) =>
  (path: string, ...calls: string[]): PageRow => ({ path: async () => path, reader, calls })
export const forGuests = pageFor('guest')
export const forMembers = pageFor('member')
export const forStaff = pageFor('staff')
export const forAdmins = pageFor('admin')

/** A page about a post of the owner. */
export const aboutPost = (reader: ActorName, act: string, ...calls: string[]): PageRow => ({
  path: async ({ thread }) => `/p/${(await thread()).postId}/${act}`,
  reader,
  calls: ['threads.locate', 'threads.show', ...calls]
})

/** A page about a thread of the owner. */
export const aboutThread = (reader: ActorName, act: string, ...calls: string[]): PageRow => ({
  path: async ({ thread }) => `/t/${(await thread()).id}/${act}`,
  reader,
  calls
})

/** A page about the owner. */
export const aboutUser = (reader: ActorName, act: string, ...calls: string[]): PageRow => ({
  path: async ({ owner }) => `/u/${owner.username}/${act}`,
  reader,
  calls
})

/** A page about an announcement that is public. */
export const onAnnouncement = (reader: ActorName, act: string, ...calls: string[]): PageRow => ({
  async path({ forum }) {
    const id = await announce(await announcer(forum), { kind: 'maintenance' })
    return act === '' ? `/announcements/${id}/withdrawals` : `/announcements/${id}/${act}`
  },
  reader,
  calls: ['announcements.show', ...calls]
})

/** A page about the newest version of an announcement, for those who write them. */
export const onSource = (act: string): PageRow => ({
  ...onAnnouncement('staff', act),
  calls: ['announcements.source']
})
