import { redirect } from '@sveltejs/kit'
import { dismissed, withDismissed } from '#lib/dismissals.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { localPath } from '#lib/address.ts'
import { membersOnly } from '#lib/members.server.ts'
import { ifFound } from '#lib/problems.server.ts'
import { filterOf } from './announcement-filter.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads announcements, the newest first, with types, months and services for the filters, and the
 * state of services. */
export const load: PageServerLoad = async ({ locals: { api, me }, url }) => {
  const { items: types } = await api.announcements.types({})
  const filter = filterOf(url, types)
  const [list, archive, { items: services }, followed] = await Promise.all([
    api.announcements.list(filter),
    api.announcements.archive({}),
    api.announcements.services({}),
    me.role === 'guest' ? { types: [] } : api.announcements.followed({})
  ])
  const one = await followedAlone(api, url)
  return { filter, content: { list, archive, types, services }, followed: followed.types, one }
}

/** The announcement that a link asks to follow by mail, if the reader may see it. */
async function followedAlone(api: App.Locals['api'], url: URL) {
  const id = /^announcement\.(\d{1,15})$/.exec(url.searchParams.get('topic') ?? '')?.[1]
  if (id === undefined) return undefined
  return (await ifFound(api.announcements.show({ id })))?.announcement
}

const year = 365 * 86_400

export const actions: Actions = {
  following: async (event) => {
    membersOnly(event)
    const { type, follow } = await typed(event, ['type', 'follow'])
    return attempt(event, {}, async () => {
      const { announcements } = event.locals.api
      await (follow ? announcements.follow({ type }) : announcements.unfollow({ type }))
      redirect(303, '/announcements')
    })
  },
  /** Asks for announcements by mail, without an account. */
  subscribe: async (event) => {
    const values = await typed(event, ['email', 'topic'])
    return attempt(event, values, async () => {
      const [kind, key = ''] = values.topic.split('.')
      await event.locals.api.announcements.subscribe({
        ...{ email: values.email.trim(), key },
        kind: kind === 'service' || kind === 'announcement' ? kind : 'type'
      })
      return { sent: true }
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
