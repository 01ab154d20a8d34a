import type { Locale } from '@stoa/messages'
import type { SiteDraft } from '#lib/shapes.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { differences } from '#lib/changes/changed-parts.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { uploadRefusal } from '#lib/upload-refusal.server.ts'
import { fieldsFor, inputOf, valuesOf } from './site-fields.ts'
import { partLabel } from './part-labels.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

type PictureUse = keyof SiteDraft['content']['pictures']

type Change = { name: string; before: string; after: string }

const compared = (changes: Change[], locale: Locale) =>
  changes.map(({ name, before, after }) => ({
    ...{ name, label: partLabel(name, locale) },
    pieces: differences(before, after)
  }))

/** Loads the newest version, what waits for a second admin, and the history. */
export const load: PageServerLoad = async ({ locals: { api, locale }, url }) => {
  const [draft, history] = await Promise.all([api.site.draft({}), api.site.history({})])
  return {
    draft,
    values: valuesOf(draft.content, draft.locales),
    waiting: draft.waiting && { ...draft.waiting, parts: compared(draft.waiting.changes, locale) },
    history: history.items.map((one) => ({ ...one, parts: compared(one.changes, locale) })),
    refusedPicture: uploadRefusal(url, locale)
  }
}

async function save(event: RequestEvent) {
  const { api } = event.locals
  const { content, locales } = await api.site.draft({})
  const values = await typed(event, fieldsFor(locales))
  const run = async () => ({ saved: await api.site.save(inputOf(values, content, locales)) })
  return attempt(event, values, run, { revision: values.revision })
}

/** Shows the page again with what was typed, which the preview then shows. */
async function preview(event: RequestEvent) {
  const { locales } = await event.locals.api.site.draft({})
  const values = await typed(event, fieldsFor(locales))
  return { preview: true, values, begun: { revision: values.revision } }
}

async function approve(event: RequestEvent) {
  const { revision, read, ...proof } = await typed(event, ['revision', 'read', ...proofFields])
  const run = async () => {
    await withProof(event, proof, () => event.locals.api.site.approve({ revision }))
    return { decided: 'approved' as const }
  }
  return attempt(event, undefined, run, { read })
}

async function discard(event: RequestEvent) {
  const { revision, read } = await typed(event, ['revision', 'read'])
  const run = async () => {
    await event.locals.api.site.discard({ revision })
    return { decided: 'discarded' as const }
  }
  return attempt(event, undefined, run, { read })
}

async function restore(event: RequestEvent) {
  const { id, revision } = await typed(event, ['id', 'revision'])
  const run = async () => ({ saved: await event.locals.api.site.restore({ id, revision }) })
  return attempt(event, undefined, run)
}

async function removePicture(event: RequestEvent) {
  const { use } = await typed(event, ['use'])
  const run = async () => {
    await event.locals.api.site.removePicture({ use: use as PictureUse })
    return { saved: { waits: false } }
  }
  return attempt(event, undefined, run)
}

export const actions: Actions = { save, preview, approve, discard, restore, removePicture }
