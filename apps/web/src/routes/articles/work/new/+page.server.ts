import { redirect } from '@sveltejs/kit'
import { isLocale } from '@stoa/messages'
import { attempt } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import {
  inDays,
  settingsInputOf,
  versionFields,
  versionInputOf,
  type SettingsValues
} from '../article-fields.ts'
import { settingsChoices, settingsValuesIn } from '../typed-article.server.ts'
import type { Actions, PageServerLoad } from './$types'

const daysUntilCheck = 180

/** Loads an empty form; the writer is author and owner unless others are named. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  // Throws for users who do not draft articles.
  const { can } = await event.locals.api.articles.work({})
  return {
    can,
    ...(await settingsChoices(event.locals)),
    start: startOf(event.locals, event.url.searchParams.get('kind') ?? 'guide'),
    idempotencyKey: crypto.randomUUID()
  }
}

function startOf({ me, locale }: App.Locals, kind: string) {
  const { username } = me
  const empty = { title: '', slug: '', summary: '', body: '' }
  const settings: SettingsValues = {
    ...{
      kind,
      section: '',
      series: '',
      tags: '',
      readers: 'everyone',
      readerGroups: [],
      discussion: ''
    },
    ...{ author: username, owner: username, freshUntil: inDays(daysUntilCheck) }
  }
  return { ...empty, ...settings, language: locale as string }
}

export const actions: Actions = {
  default: async (event) => {
    membersOnly(event)
    const fields = [...versionFields, 'language', 'key'] as const
    const { key, ...values } = await settingsValuesIn(event, fields)
    return attempt(event, values, async () => {
      event.locals.useKey(key)
      const language = isLocale(values.language) ? values.language : event.locals.locale
      const input = { ...settingsInputOf(values), ...versionInputOf(values), language }
      const saved = await event.locals.api.articles.create(input)
      redirect(303, `/articles/work/${saved.id}/${language}?saved`)
    })
  }
}
