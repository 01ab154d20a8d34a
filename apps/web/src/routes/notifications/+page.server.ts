import { redirect } from '@sveltejs/kit'
import { hasMessage, translate, type Locale } from '@stoa/messages'
import type { Notification } from '#lib/shapes.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { grouping } from './groups.ts'
import { sentenceOf, sentenceOfGroup } from './sentence.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the reader's notifications, the latest first. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api, locale } = event.locals
  const { searchParams } = event.url
  const onlyUnread = searchParams.get('unread') === 'true'
  const cursor = searchParams.get('cursor') ?? undefined
  const list = await api.notifications.list({ unread: onlyUnread ? 'true' : undefined, cursor })
  const rows = grouping(list.items).map(([newest, ...others]) => ({
    ...newest,
    ids: [newest, ...others].map(({ id }) => id),
    // The first of them leads to all.
    url: newest.kind === 'desk' && others.length > 0 ? '/desk' : (others.at(-1)?.url ?? newest.url),
    tickets: ticketsIn([newest, ...others]),
    sentence: sentenceOfAll([newest, ...others], locale),
    reason: reasonOf(newest.detail?.reason, locale)
  }))
  return { rows, next: list.next, unread: list.unread, onlyUnread }
}

/** Once each, with their subjects. */
const ticketsIn = (group: Notification[]) => [
  ...new Map(
    group.flatMap(({ subject, url }) => (subject ? [[url, { url, subject }]] : []))
  ).values()
]

/** A ticket may be there several times. */
function sentenceOfAll([newest, ...others]: [Notification, ...Notification[]], locale: Locale) {
  const urls = new Set([newest, ...others].map(({ url }) => url))
  const count = newest.kind === 'desk' ? urls.size : others.length + 1
  return count === 1 ? sentenceOf(newest, locale) : sentenceOfGroup(newest, count, locale)
}

const reasonOf = (reason: string | null | undefined, locale: Locale) => {
  const key = `moderation_reason_${reason ?? ''}`
  return hasMessage(key) ? translate(key, {}, locale) : null
}

export const actions: Actions = {
  read: async (event) => {
    const { ids } = await typed(event, ['ids'])
    return attempt(event, {}, async () => {
      await event.locals.api.notifications.read(ids === '' ? {} : { ids: ids.split(',') })
      const unread = event.url.searchParams.get('unread') === 'true'
      redirect(303, unread ? '/notifications?unread=true' : '/notifications')
    })
  }
}
