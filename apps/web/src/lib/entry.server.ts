import { redirect, type RequestEvent } from '@sveltejs/kit'
import { draftFields, draftIn, type CarriedDraft } from './carried-draft.ts'
import { typed } from './form.server.ts'
import { localPath } from './local-path.ts'

/** Where to go after signing in or up. */
export const nextOf = ({ searchParams }: URL) => localPath(searchParams.get('next'))

/** The pages to sign in and up are for guests: whoever is signed in goes on. */
export function guestsOnly({ locals: { me }, url }: Pick<RequestEvent, 'locals' | 'url'>) {
  const next = nextOf(url)
  if (me.role !== 'guest') redirect(303, next)
  return { next }
}

/** What was written on /ask, where a form brings it along. */
export const arrivedDraft = async (event: Pick<RequestEvent, 'locals' | 'request'>) =>
  draftIn(await typed(event, draftFields))

/** Leads whoever has signed in to their draft, else to where they wanted to go. */
export function goOn(url: URL, draft: CarriedDraft | undefined): never {
  if (draft) redirect(307, '/ask?/resume')
  redirect(303, nextOf(url))
}
