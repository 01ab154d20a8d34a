import { foundPost } from '../found-post.server.ts'
import { differences } from '#lib/changes/changed-parts.server.ts'
import type { PageServerLoad } from './$types'

/** Loads the versions of a post and the changes of one of them, by default the latest. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const [found, { items, redactedAt }] = await Promise.all([
    foundPost(locals, params.postId),
    locals.api.threads.revisions({ id: params.postId })
  ])
  const wanted = Number(url.searchParams.get('version'))
  const chosen = items[wanted - 1] ? wanted : items.length
  return {
    ...found,
    chosen,
    redactedAt,
    versions: items.map(({ title: _title, body: _body, fields: _fields, ...version }) => version),
    fields: items[chosen - 1]?.fields ?? [],
    ...changes(items[chosen - 2], items[chosen - 1])
  }
}

type Text = { title: string | null; body: string }
const empty: Text = { title: null, body: '' }

/** The first version has no predecessor; nothing is marked as added. */
function changes(before: Text | undefined, version: Text = empty) {
  const { title, body } = before ?? version
  return {
    title: differences(title ?? '', version.title ?? ''),
    body: differences(body, version.body)
  }
}
