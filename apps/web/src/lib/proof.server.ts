import { redirect, type RequestEvent } from '@sveltejs/kit'
import { isRefusal } from '#lib/problems.server.ts'

export const proofFields = ['password', 'code'] as const
type Proof = Record<(typeof proofFields)[number], string>

/**
 * Runs what needs a fresh sign-in. Where the sign-in is too old, the password in the form makes it
 * fresh. That gives the session a new id, so the browser sends the same form once more with it.
 * @throws Problem `fresh_authentication_required` where the form has no password
 */
export async function withProof<T>(
  { locals: { api }, url }: Pick<RequestEvent, 'locals' | 'url'>,
  { password, code }: Proof,
  run: () => Promise<T>
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!isRefusal(error, 'fresh_authentication_required') || password === '') throw error
    await api.accounts.authenticateAgain({ password, code: code || undefined })
    redirect(307, url.pathname + url.search)
  }
}
