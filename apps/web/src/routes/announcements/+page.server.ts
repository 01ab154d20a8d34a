import { redirect } from '@sveltejs/kit'
import { dismissed, withDismissed } from '#lib/dismissals.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { localPath } from '#lib/local-path.ts'
import { membersOnly } from '#lib/members.server.ts'
import { serverOnly } from '#lib/server-only.ts'
import { filterOf } from './announcement-filter.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads announcements, the newest first, with types, months and services for the filters. */
export const load: PageServerLoad = async ({ locals: { api, me }, url }) => {
  const { items: kinds } = await api.announcements.kinds({})
  const filter = filterOf(url, kinds)
  const [list, archive, followed] = await Promise.all([
    api.announcements.list(filter),
    api.announcements.archive({}),
    me.role === 'guest' ? { kinds: [] } : api.announcements.followed({})
  ])
  return { filter, content: serverOnly({ list, archive, kinds }), followed: followed.kinds }
}

const year = 365 * 86_400

export const actions: Actions = {
  following: async (event) => {
    membersOnly(event)
    const { kind, follow } = await typed(event, ['kind', 'follow'])
    return attempt(event, {}, async () => {
      const { announcements } = event.locals.api
      await (follow ? announcements.follow({ kind }) : announcements.unfollow({ kind }))
      redirect(303, '/announcements')
    })
  },
  /** Hides a banner in this browser. */
  dismiss: async (event) => {
    const { id, next } = await typed(event, ['id', 'next'])
    const before = dismissed(`dismissed=${event.cookies.get('dismissed') ?? ''}`)
    if (/^\d{1,15}$/.test(id))
      event.cookies.set('dismissed', withDismissed(before, Number(id)), {
        path: '/',
        maxAge: year,
        httpOnly: false,
        secure: event.url.protocol === 'https:',
        sameSite: 'lax'
      })
    redirect(303, localPath(next))
  }
}
