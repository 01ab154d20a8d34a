import { translate } from '@stoa/messages'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api, locale } }) => {
  const { engine, meilisearch } = await api.operations.searchStatus({})
  const failure = meilisearch?.failure ?? meilisearch?.followingFailure
  return {
    engine,
    meilisearch,
    failure:
      failure && translate(`search_server_${failure.reason}`, { detail: failure.detail }, locale)
  }
}
