import { foundPost } from '../found-post.server.ts'
import { differences } from './differences.server.ts'
import type { PageServerLoad } from './$types'

/** Every version of a post, and what one of them changed; without a choice, the last. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const [found, { items }] = await Promise.all([
    foundPost(locals, params.postId),
    locals.api.threads.revisions({ id: params.postId })
  ])
  const chosen = Number(url.searchParams.get('version') ?? items.length)
  const index = items[chosen - 1] ? chosen - 1 : items.length - 1
  const [version, before] = [items[index], items[index - 1]]
  return {
    ...found,
    chosen: index + 1,
    versions: items.map(({ title: _title, body: _body, ...version }) => version),
    title: differences(before?.title ?? version?.title ?? '', version?.title ?? ''),
    body: differences(before?.body ?? version?.body ?? '', version?.body ?? '')
  }
}
