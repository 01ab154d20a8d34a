import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { passkeyActions } from './passkey-actions.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the ways to sign in and recent security events of the account. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined
  const { accounts } = api
  const [events, providers, identities, sessions, tokens] = await Promise.all([
    accounts.ownSecurityEvents({ cursor }),
    accounts.providerButtons({}),
    accounts.identities({}),
    accounts.sessions({}),
    accounts.tokens({})
  ])
  const ways = {
    providers: providers.items,
    identities: identities.items,
    demand: identities.demand
  }
  const access = { sessions: sessions.items, tokens: tokens.items }
  return { events, ...ways, ...(await keys(api)), access, kept: url.searchParams.has('kept') }
}

/** The passkeys of the account and its authenticator, and where passkeys work. */
async function keys({ accounts }: App.Locals['api']) {
  const [{ items: passkeys }, factor, { origin: passkeysAt }] = await Promise.all([
    accounts.passkeys({}),
    accounts.secondFactor({}),
    accounts.passkeyAddress({})
  ])
  return { passkeys, factor, passkeysAt }
}

const nothingOffered = { secret: '', qr: '' }

export const actions: Actions = {
  ...passkeyActions,
  /** Creates a secret for the authenticator; the form for the first code carries it on. */
  offer: async (event) => {
    const proof = await typed(event, proofFields)
    return attempt(event, nothingOffered, async () => {
      const { accounts } = event.locals.api
      const { secret, qr } = await withProof(event, proof, () => accounts.beginSecondFactor({}))
      return { values: { secret, qr } }
    })
  },
  confirm: async (event) => {
    const { code, ...offered } = await typed(event, ['code', 'secret', 'qr'])
    return attempt(event, offered, () => event.locals.api.accounts.confirmSecondFactor({ code }))
  },
  renew: async (event) => {
    const proof = await typed(event, proofFields)
    return attempt(event, nothingOffered, () =>
      withProof(event, proof, () => event.locals.api.accounts.renewRecoveryCodes({}))
    )
  },
  /** Cancels the report that the second factor is lost. */
  keep: async (event) =>
    attempt(event, nothingOffered, async () => {
      await event.locals.api.accounts.cancelOwnLoss({})
      redirect(303, '/settings/security?kept')
    }),
  unlink: async (event) => {
    const { identity, password, code } = await typed(event, ['identity', ...proofFields])
    const id = Number(identity)
    return attempt(event, { ...nothingOffered, unlinking: id }, async () => {
      const unlink = () => event.locals.api.accounts.unlinkIdentity({ id })
      await withProof(event, { password, code }, unlink)
      redirect(303, '/settings/security?saved')
    })
  },
  remove: async (event) => {
    const proof = await typed(event, proofFields)
    return attempt(event, { ...nothingOffered, removing: true }, async () => {
      await withProof(event, proof, () => event.locals.api.accounts.removeSecondFactor({}))
      redirect(303, '/settings/security?saved')
    })
  }
}
