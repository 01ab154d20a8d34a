import { randomBytes } from 'node:crypto'
import { Meilisearch } from 'meilisearch'

export type RealMeilisearch = {
  url: string
  key?: string
  /** The indexes of one test are its own on a server that others use. */
  prefix: string
  deleteIndexes(): Promise<void>
}

/** The Meilisearch server that STOA_MEILI_URL and STOA_MEILI_KEY name; undefined without them. */
export function realMeilisearch(): RealMeilisearch | undefined {
  const { STOA_MEILI_URL: url, STOA_MEILI_KEY: key } = process.env
  if (!url) return undefined
  const prefix = `test_${randomBytes(4).toString('hex')}_`
  return { url, key, prefix, deleteIndexes: () => deleteIndexes({ url, key, prefix }) }
}

async function deleteIndexes({ url, key, prefix }: Omit<RealMeilisearch, 'deleteIndexes'>) {
  const client = new Meilisearch({ host: url, apiKey: key })
  const { results } = await client.getRawIndexes({ limit: 1000 })
  for (const { uid } of results.filter((index) => index.uid.startsWith(prefix)))
    await client.deleteIndex(uid).waitTask()
}
