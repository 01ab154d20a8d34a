import { redirect } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

const frequencies = ['at_once', 'daily', 'never'] as const

/**
 * Of a stolen account and of somebody who is locked out staff on call are notified, of a lost second
 * factor its owner.
 */
const always = ['stolen_account', 'locked_out', 'factor_loss']
const forAdmins = ['application', 'trust_proposal', 'retention_proposal']

const isForStaff = (kind: string) => ['alert', 'proposal'].includes(kind) || kind.startsWith('desk')

/** Loads the kinds of notifications and how often they are emailed. */
export const load: PageServerLoad = async ({ locals: { api, locale, me } }) => {
  const { items, consent } = await api.notifications.preferences({})
  const forStaff = me.role === 'staff' || me.role === 'admin'
  return {
    consent,
    kinds: items
      .filter(({ kind }) => forStaff || !isForStaff(kind))
      .filter(({ kind }) => me.role === 'admin' || !forAdmins.includes(kind))
      .filter(({ kind }) => !always.includes(kind))
      .filter(({ kind }) => me.role === 'volunteer' || kind !== 'urgent_case')
      .map((item) => ({
        ...item,
        words: translate(`notifications_kind_${item.kind}`, {}, locale)
      })),
    frequencies: frequencies.map((frequency) => ({
      frequency,
      words: translate(`notifications_frequency_${frequency}`, {}, locale)
    }))
  }
}

export const actions: Actions = {
  consent: async (event) => {
    const { given } = await typed(event, ['given'])
    return attempt(event, undefined, async () => {
      await event.locals.api.notifications.changeMailConsent({ given: given === 'yes' })
      redirect(303, '/settings/notifications?saved')
    })
  },
  save: async (event) => {
    const { notifications } = event.locals.api
    const { items } = await notifications.preferences({})
    const chosen = await typed(
      event,
      items.map(({ kind }) => kind)
    )
    return attempt(event, chosen, async () => {
      const changed = items.flatMap(({ kind }) => {
        const mail = frequencies.find((frequency) => frequency === chosen[kind])
        return mail ? [{ kind, mail }] : []
      })
      await notifications.changePreferences({ items: changed })
      redirect(303, '/settings/notifications?saved')
    })
  }
}
