import { redirect, type RequestEvent } from '@sveltejs/kit'
import { agreementFields, agreementOf, tickedIn } from '#lib/agreement.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { goOn, nextOf, passkeyFields } from '#lib/accounts/sign-in.server.ts'
import { localPath } from '#lib/address.ts'
import { isRefusal, refusalOf } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/**
 * Signs in with what the provider sent the browser back with. Newcomers get a form for their name,
 * owners of a second factor one for its code. After such a form was refused, only what it needs is
 * loaded.
 */
export const load: PageServerLoad = async (event) => {
  const { url, locals } = event
  if (event.request.method === 'POST') return { next: nextOf(url), ...(await formParts(event)) }
  try {
    return await entered(event)
  } catch (error) {
    if (isRefusal(error, 'second_factor_required')) return stepOf(error.params)
    const failed = refusalOf(error, locals.locale)
    if (!failed) throw error
    return { next: '/', failed }
  }
}

const stepOf = ({ next, continuation, passkey }: Record<string, string | number>) => ({
  ...{ next: localPath(String(next)), continuation: String(continuation) },
  passkey: String(passkey)
})

async function entered({
  locals: { api },
  params,
  url
}: Pick<RequestEvent, 'locals' | 'url'> & { params: { provider: string } }) {
  const answer = url.searchParams.toString()
  const outcome = await api.accounts.finishProviderSignIn({ provider: params.provider, answer })
  const next = localPath(outcome.next)
  if (outcome.tested) return { next, tested: outcome.tested, provider: params.provider }
  if (outcome.secondFactorMissing) redirect(303, '/settings/security')
  if (!outcome.newcomer) redirect(303, next)
  const { agreement, ...newcomer } = outcome.newcomer
  return { next, newcomer, agreement }
}

const formParts = async ({ locals: { api } }: Pick<RequestEvent, 'locals'>) => ({
  agreement: (await api.accounts.showSignUp({})).agreement
})

export const actions: Actions = {
  join: async (event) => {
    const names = ['token', 'username', 'email', 'emailProved', ...agreementFields] as const
    const { token, username, email, emailProved, ...boxes } = await typed(event, names)
    const newcomer = { token, username, email, emailProved: emailProved === 'yes' }
    return attempt(event, { newcomer, ticked: tickedIn(boxes) }, async () => {
      const { api, locale } = event.locals
      const given = { token, username, email, locale, ...agreementOf(boxes) }
      const { pending } = await api.accounts.joinByProvider(given)
      if (!pending) goOn(event.url, undefined)
      redirect(303, `/verify-email?next=${encodeURIComponent(nextOf(event.url))}`)
    })
  },
  code: async (event) => {
    const { code, ...step } = await typed(event, ['continuation', 'passkey', 'code'])
    const { continuation } = step
    return attempt(event, step, async () => {
      await event.locals.api.accounts.continueSignIn({ continuation, code })
      goOn(event.url, undefined)
    })
  },
  passkeyCode: async (event) => {
    const given = await typed(event, ['continuation', ...passkeyFields])
    const { continuation } = given
    return attempt(event, { continuation, passkey: 'yes' }, async () => {
      await event.locals.api.accounts.continueWithPasskey(given)
      goOn(event.url, undefined)
    })
  }
}
