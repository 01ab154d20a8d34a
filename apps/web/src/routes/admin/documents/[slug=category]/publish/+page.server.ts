import { redirect, type RequestEvent } from '@sveltejs/kit'
import { changedParts } from '#lib/changes/changed-parts.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

const isText = /^(?:title|body)\./

/** Loads the version that waits, as readers will see it, compared with the one in force. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params }) => {
  const source = await api.documents.source({ slug: params.slug })
  const { waiting, inForce } = source
  const texts = (waiting?.snapshot.parts ?? []).filter(({ name }) => isText.test(name))
  const now = { revision: '', parts: texts }
  return { source, changes: waiting ? changedParts(inForce.parts, now, locale) : [] }
}

type Act = (event: RequestEvent, slug: string, revision: string) => Promise<unknown>

const doing = (act: Act, next: string) => async (event: RequestEvent) => {
  const { revision, read, ...proof } = await typed(event, [...proofFields, 'revision', 'read'])
  const slug = event.params.slug ?? ''
  const run = async () => {
    await withProof(event, proof, () => act(event, slug, revision))
    redirect(303, next)
  }
  return attempt(event, {}, run, { read })
}

export const actions: Actions = {
  publish: doing(
    ({ locals: { api } }, slug, revision) => api.documents.publish({ slug, revision }),
    '/admin/documents'
  ),
  discard: doing(({ locals: { api } }, slug) => api.documents.discard({ slug }), '/admin/documents')
}
