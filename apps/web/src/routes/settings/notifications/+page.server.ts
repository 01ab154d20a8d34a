import { redirect, type RequestEvent } from '@sveltejs/kit'
import { translate, type Locale } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import { groups, isOffered, mailOf, presets, type Group } from './groups.ts'
import type { Actions, PageServerLoad } from './$types'

const frequencies = ['at_once', 'daily', 'weekly', 'never'] as const
/** For kinds that the desk counts there is one more. */
const choices = [...frequencies, 'nowhere'] as const
const countedKinds = ['desk', 'desk_due']

const saved = '/settings/notifications?saved'

/** Loads the kinds of notifications and how often they are emailed. */
export const load: PageServerLoad = async ({ locals: { api, locale, me } }) => {
  const [{ items, categories: chosen, ...rest }, { items: categories }, tags] = await Promise.all([
    api.notifications.preferences({}),
    api.threads.categories({}),
    api.threads.followedTags({})
  ])
  const mails = new Map(items.map(({ kind, mail }) => [kind as string, mail]))
  const ofCategories = new Map(chosen.map(({ categoryId, mail }) => [categoryId, mail]))
  return {
    tags: tags.items,
    consent: rest.consent,
    quietHours: rest.quietHours,
    groups: (Object.keys(groups) as Group[]).map((group) => ({
      group,
      kinds: groups[group]
        .filter((kind) => isOffered(kind, me))
        .map((kind) => ({
          ...{ kind, mail: mails.get(kind) },
          words: translate(`notifications_kind_${kind}`, {}, locale)
        }))
    })),
    followed: categories
      .filter(({ following }) => following === 'following')
      .map((one) => ({ ...one, mail: ofCategories.get(one.id) })),
    countedKinds,
    frequencies: wordsOf(frequencies, locale),
    choices: wordsOf(choices, locale)
  }
}

const wordsOf = (of: readonly string[], locale: Locale) =>
  of.map((frequency) => ({
    frequency,
    words: translate(`notifications_frequency_${frequency}`, {}, locale)
  }))

const frequencyOf = (text: string | undefined) => choices.find((frequency) => frequency === text)

export const actions: Actions = {
  consent: async (event) => {
    const { given } = await typed(event, ['given'])
    return attempt(event, undefined, async () => {
      await event.locals.api.notifications.changeMailConsent({ given: given === 'yes' })
      redirect(303, saved)
    })
  },
  preset: async (event) => {
    const { notifications } = event.locals.api
    const { preset: name } = await typed(event, ['preset'])
    const preset = presets.find((one) => one === name) ?? 'usual'
    return attempt(event, undefined, async () => {
      const { usual } = await notifications.preferences({})
      const items = usual
        .filter(({ kind }) => isOffered(kind, event.locals.me))
        .map(({ kind, mail }) => ({ kind, mail: mailOf(preset, { kind, usual: mail }) }))
      await notifications.changePreferences({ items, categories: [] })
      redirect(303, saved)
    })
  },
  unfollowTag: async (event) => {
    const { tag } = await typed(event, ['tag'])
    return attempt(event, undefined, async () => {
      await event.locals.api.threads.unfollowTag({ tag })
      redirect(303, saved)
    })
  },
  save: async (event) => {
    const { notifications } = event.locals.api
    const { items } = await notifications.preferences({})
    const kinds = items.map(({ kind }) => kind)
    const fields = await typed(event, [...kinds, 'quiet', 'from', 'to'])
    return attempt(event, fields, async () => {
      await notifications.changePreferences({
        items: items.flatMap(({ kind }) => {
          const mail = frequencyOf(fields[kind])
          return mail ? [{ kind, mail }] : []
        }),
        categories: await chosenForCategories(event),
        quietHours: fields.quiet ? { from: Number(fields.from), to: Number(fields.to) } : null
      })
      redirect(303, saved)
    })
  }
}

async function chosenForCategories(event: RequestEvent) {
  const { items } = await event.locals.api.threads.categories({})
  const fields = await typed(
    event,
    items.map(({ id }) => `category-${id}`)
  )
  return items.flatMap(({ id }) => {
    const mail = frequencies.find((frequency) => frequency === fields[`category-${id}`])
    return mail ? [{ categoryId: id, mail }] : []
  })
}
