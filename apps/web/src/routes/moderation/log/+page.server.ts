import { translate, type Locale } from '@stoa/messages'
import type { LogRow } from '#lib/shapes.ts'
import type { PageServerLoad } from './$types'

/** Loads the moderation log of the categories the reader may see, the latest first. */
export const load: PageServerLoad = async ({ locals: { api, locale, me }, url }) => {
  const category = url.searchParams.get('category') || undefined
  const cursor = url.searchParams.get('cursor') ?? undefined
  const { items, next } = await api.moderation.log({ category, cursor })
  const rows = items.map((row) => ({
    ...row,
    words: translate(`moderation_action_${row.kind}`, {}, locale),
    reasonWords: reasonWordsOf(row, locale)
  }))
  const isStaff = me.role === 'staff' || me.role === 'admin'
  return { rows, next, category, isStaff }
}

function reasonWordsOf({ kind, reason }: LogRow, locale: Locale) {
  if (!reason) return undefined
  const list = kind === 'closed' ? 'threads_close_reason' : 'moderation_reason'
  return translate(`${list}_${reason}`, {}, locale)
}
