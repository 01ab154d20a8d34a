import { redirect, type RequestEvent } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { passkeyFields } from '#lib/accounts/sign-in.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'

/** `refused`: the form that shows the problem. `offered` makes a passkey, in the second step. */
const nothing = { secret: '', qr: '', refused: '', name: '', offered: null }

type Offered = { options: string; attempt: string }

/** What the page for security does with passkeys. */
export const passkeyActions = {
  /** The first step: a fresh sign-in. */
  offerPasskey: async (event: RequestEvent) => {
    const { name, ...proof } = await typed(event, ['name', ...proofFields])
    return attempt(event, { ...nothing, name, refused: 'add' }, async () => {
      const offered: Offered = await withProof(event, proof, () => offer(event))
      return { values: { ...nothing, name, offered } }
    })
  },
  /** The second step. After a refusal the first one comes again, because an offer counts once. */
  addPasskey: async (event: RequestEvent) => {
    const { api } = event.locals
    const { name, ...given } = await typed(event, ['name', ...passkeyFields])
    return attempt(event, { ...nothing, name, refused: 'add' }, async () => {
      const { codes } = await api.accounts.addPasskey({ ...given, name })
      if (codes) return { codes }
      redirect(303, '/settings/security?saved')
    })
  },
  renamePasskey: async (event: RequestEvent) => {
    const { passkey, name } = await typed(event, ['passkey', 'name'])
    return attempt(event, { ...nothing, name, refused: `rename-${passkey}` }, async () => {
      await event.locals.api.accounts.renamePasskey({ id: Number(passkey), name })
      redirect(303, '/settings/security?saved')
    })
  },
  removePasskey: async (event: RequestEvent) => {
    const { passkey, ...proof } = await typed(event, ['passkey', ...proofFields])
    const id = Number(passkey)
    return attempt(event, { ...nothing, refused: `remove-${passkey}` }, async () => {
      await withProof(event, proof, () => event.locals.api.accounts.removePasskey({ id }))
      redirect(303, '/settings/security?saved')
    })
  }
}

async function offer({ locals: { api } }: RequestEvent): Promise<Offered> {
  const { options, attempt } = await api.accounts.offerPasskey({})
  return { options: JSON.stringify(options), attempt }
}
