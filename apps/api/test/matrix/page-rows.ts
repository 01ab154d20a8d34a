import { announce, announcer } from '../announcements/writing.ts'
import type { ActorName, World } from './world.ts'

export type PageRow = {
  /** Creates the content of the page and returns its path. */
  path(world: World): Promise<string>
  /** An actor who may open the page; unless it is a guest, guests are redirected to sign-in. */
  reader: ActorName
  /** Endpoints it calls, apart from those of the layout. */
  calls: string[]
  /** Default 200; 3xx if it only redirects. */
  status?: number
  /** Special characters that its last segment may contain. */
  characters?: string
}

/** Endpoints called by the layout of every page. */
export const frame = ['accounts.me', 'threads.categories']

/** A page with a fixed address. */
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

/** A page about a public announcement. */
export const onAnnouncement = (reader: ActorName, act: string, ...calls: string[]): PageRow => ({
  async path({ forum }) {
    const id = await announce(await announcer(forum), { type: 'maintenance' })
    return act === '' ? `/announcements/${id}/withdrawals` : `/announcements/${id}/${act}`
  },
  reader,
  calls: ['announcements.show', ...calls]
})

/** A page about the newest version of an announcement, for users who write them. */
export const onSource = (act: string): PageRow => ({
  ...onAnnouncement('staff', act),
  calls: ['announcements.source']
})
