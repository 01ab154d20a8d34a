import { redirect, type RequestEvent } from '@sveltejs/kit'
import { isRefusal } from '#lib/problems.server.ts'

export const proofFields = ['password', 'code'] as const
type Proof = Record<(typeof proofFields)[number], string>

/**
 * Runs an act that needs a fresh sign-in. If the sign-in is too old, it authenticates with the
 * password of the form. That gives the session a new id, so the browser is redirected to send the
 * form again.
 * @throws Problem `fresh_authentication_required` without a password
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
    await api.accounts.reauthenticate({ password, code: code || undefined })
    redirect(307, url.pathname + url.search)
  }
}
