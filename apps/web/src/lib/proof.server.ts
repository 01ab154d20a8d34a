import { redirect, type RequestEvent } from '@sveltejs/kit'
import { isRefusal } from '#lib/problems.server.ts'

export const proofFields = ['password', 'code'] as const
type Proof = Record<(typeof proofFields)[number], string>
type Event = Pick<RequestEvent, 'locals' | 'url'>

/**
 * Runs an act that needs a fresh sign-in. If the sign-in is too old, it authenticates with what the
 * form says. That gives the session a new id, so the browser is redirected to send the form again.
 * @throws Problem `fresh_authentication_required` if the form says nothing
 */
export async function withProof<T>(event: Event, proof: Proof, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!isRefusal(error, 'fresh_authentication_required') || !isTyped(proof)) throw error
    await prove(event, proof)
    redirect(307, event.url.pathname + event.url.search)
  }
}

/** Authenticates with what was typed; what was proved on another page within ten minutes counts. */
export async function prove(
  { locals: { api } }: Pick<Event, 'locals'>,
  proof: Proof
): Promise<unknown> {
  if (!isTyped(proof)) return api.accounts.checkAuthentication({})
  const { password, code } = proof
  return api.accounts.reauthenticate({ password: password || undefined, code: code || undefined })
}

const isTyped = ({ password, code }: Proof) => password !== '' || code !== ''
