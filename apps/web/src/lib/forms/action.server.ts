import { redirect, type RequestEvent } from '@sveltejs/kit'
import { attempt, begun, typed } from '#lib/form.server.ts'
import { isRefusal } from '#lib/problems.server.ts'

/** Names of text fields, or a function that reads the posted form. */
type Reader<K extends string, V> = readonly K[] | ((event: RequestEvent) => V | Promise<V>)
type Read<K extends string, V> = unknown extends V ? Record<K, string> : V
type Run<E, V, T> = (event: E, values: V, revision: string | undefined) => Promise<T>

/**
 * A form action: reads the form and runs API calls. A refusal returns to the form what was read. For
 * an act that needs a fresh sign-in, the proof of the form is used, see `ProofIfAsked`.
 * @param run is given the revision that an edit began with, see `ReadRevision`
 */
export const action =
  <E extends RequestEvent, K extends string, V, T>(
    reader: Reader<K, V>,
    run: Run<E, Read<K, V>, T>
  ) =>
  async (event: E) => {
    const read = typeof reader === 'function' ? reader(event) : typed(event, reader)
    const values = (await read) as Read<K, V>
    const [form, proof] = [await begun(event), await typed(event, proofFields)]
    const act = () => withProof(event, proof, () => run(event, values, form.revision))
    return attempt(event, values, act, form)
  }

/** As `action`, and then leads to a page. */
export const actionThen = <E extends RequestEvent, K extends string, V>(
  next: string | ((event: E) => string),
  reader: Reader<K, V>,
  run: Run<E, Read<K, V>, unknown>
) =>
  action(reader, async (event: E, values: Read<K, V>, revision) => {
    await run(event, values, revision)
    redirect(303, typeof next === 'string' ? next : next(event))
  })

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
