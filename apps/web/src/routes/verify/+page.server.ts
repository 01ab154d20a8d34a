import type { RequestEvent } from '@sveltejs/kit'
import { attempt, formOf } from '#lib/form.server.ts'
import { refusalOf } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads official contacts, and the verdict on what was asked. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const q = (url.searchParams.get('q') ?? '').trim()
  const [{ items }, asked] = await Promise.all([locals.api.guards.trusted({}), ask(locals, q)])
  const official = items.filter(({ state }) => state !== 'proposed')
  return { official: official.map(({ kind, value }) => ({ kind, value })), q, ...asked }
}

async function ask({ api, locale }: App.Locals, q: string) {
  if (q === '') return {}
  try {
    return { answer: await api.guards.official({ q }) }
  } catch (error) {
    const problem = refusalOf(error, locale)
    if (!problem) throw error
    return { problem }
  }
}

export const actions: Actions = {
  /** Checks a mail, sent as a file or as its pasted source, which comes back if it is refused. */
  mail: (event) =>
    checking(event, 'mail', async (bytes) => ({
      mail: await event.locals.api.guards.checkMail({ message: bytes.toString('base64') })
    })),
  /** Checks a signed copy of an announcement in the same way. */
  copy: (event) =>
    checking(event, 'copy', async (bytes) => ({
      copy: await event.locals.api.announcements.checkCopy({ copy: bytes.toString() })
    }))
}

async function checking<T>(
  event: RequestEvent,
  about: 'mail' | 'copy',
  check: (bytes: Buffer) => Promise<T>
) {
  const form = await formOf(event)
  const file = form.get('file')
  const given = form.get('pasted')
  const pasted = typeof given === 'string' ? given : ''
  const bytes =
    file instanceof File && file.size > 0
      ? Buffer.from(await file.arrayBuffer())
      : Buffer.from(pasted)
  return attempt(event, { about, pasted }, () => check(bytes))
}
