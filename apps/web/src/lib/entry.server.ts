import { redirect, type RequestEvent } from '@sveltejs/kit'
import { draftFields, draftIn, type GuestDraft } from './guest-draft.ts'
import { typed } from './form.server.ts'
import { localPath } from './local-path.ts'

export const nextOf = ({ searchParams }: URL) => localPath(searchParams.get('next'))

/** Redirects signed-in readers away from the pages for signing in and up. */
export function guestsOnly({ locals: { me }, url }: Pick<RequestEvent, 'locals' | 'url'>) {
  const next = nextOf(url)
  if (me.role !== 'guest') redirect(303, next)
  return { next }
}

/** The draft from /ask, if the posted form carries one. */
export const arrivedDraft = async (event: Pick<RequestEvent, 'locals' | 'request'>) =>
  draftIn(await typed(event, draftFields))

/** After signing in, continues with the draft, else with the page the reader came from. */
export function goOn(url: URL, draft: GuestDraft | undefined): never {
  if (draft) redirect(307, '/ask?/resume')
  redirect(303, nextOf(url))
}
