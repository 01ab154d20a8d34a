export type Stored = Record<string, unknown> & { postId: number }

type Settings = Partial<
  Record<
    'searchableAttributes' | 'filterableAttributes' | 'sortableAttributes' | 'displayedAttributes',
    string[]
  >
>
export type Index = { documents: Map<number, Stored>; settings: Settings; primaryKey?: string }
export type Indexes = Map<string, Index>

/** Writes to the index in the address. Returns the code of an error if it fails. */
type Run = (indexes: Indexes, uid: string, body: never) => string | void
type Write = { pattern: RegExp; type: string; run: Run }

const emptyIndex = (): Index => ({ documents: new Map(), settings: {} })

const writes: Write[] = [
  {
    pattern: /^POST \/indexes$/,
    type: 'indexCreation',
    run: (indexes, _uid, { uid, primaryKey }: { uid: string; primaryKey: string }) => {
      if (indexes.has(uid)) return 'index_already_exists'
      indexes.set(uid, { ...emptyIndex(), primaryKey })
    }
  },
  {
    pattern: /^PATCH \/indexes\/([\w-]+)\/settings$/,
    type: 'settingsUpdate',
    run: (indexes, uid, settings: Settings) => {
      const index = indexes.get(uid) ?? emptyIndex()
      indexes.set(uid, { ...index, settings: { ...index.settings, ...settings } })
    }
  },
  {
    pattern: /^POST \/indexes\/([\w-]+)\/documents$/,
    type: 'documentAdditionOrUpdate',
    run: (indexes, uid, documents: Stored[]) => {
      const index = indexes.get(uid) ?? emptyIndex()
      // An unknown index is made all the same.
      indexes.set(uid, index)
      index.primaryKey ??= guessedKey(documents)
      if (!index.primaryKey) return 'index_primary_key_multiple_candidates_found'
      if (documents.some((document) => !Number.isInteger(document.postId)))
        return 'invalid_document_id'
      for (const document of documents) index.documents.set(document.postId, document)
    }
  },
  {
    pattern: /^POST \/indexes\/([\w-]+)\/documents\/delete-batch$/,
    type: 'documentDeletion',
    run: (indexes, uid, ids: number[]) => {
      const index = indexes.get(uid)
      if (!index) return 'index_not_found'
      for (const id of ids) index.documents.delete(id)
    }
  },
  {
    pattern: /^DELETE \/indexes\/([\w-]+)$/,
    type: 'indexDeletion',
    run: (indexes, uid) => (indexes.delete(uid) ? undefined : 'index_not_found')
  },
  {
    pattern: /^POST \/swap-indexes$/,
    type: 'indexSwap',
    run: (indexes, _uid, [swap]: [{ indexes: [string, string]; rename?: boolean }]) => {
      const [a, b] = swap.indexes
      const [one, other] = [indexes.get(a), indexes.get(b)]
      if (!one) return 'index_not_found'
      if (swap.rename) return rename(indexes, swap.indexes)
      if (!other) return 'index_not_found'
      indexes.set(a, other).set(b, one)
    }
  }
]

function rename(indexes: Indexes, [from, to]: [string, string]): string | void {
  const index = indexes.get(from)
  if (!index || indexes.has(to)) return 'index_already_exists'
  indexes.delete(from)
  indexes.set(to, index)
}

/** The only field whose name ends in "id", whatever its case. */
function guessedKey(documents: Stored[]): string | undefined {
  const names = Object.keys(documents[0] ?? {}).filter((name) => /id$/i.test(name))
  return names.length === 1 ? names[0] : undefined
}

/** Runs the write that a call such as `POST /swap-indexes` asks for; undefined for another call. */
export function write(indexes: Indexes, call: string, body: unknown) {
  const path = call.split('?')[0] ?? ''
  const found = writes.find(({ pattern }) => pattern.test(path))
  if (!found) return undefined
  const { pattern, type, run } = found
  return { type, run: () => run(indexes, pattern.exec(path)?.[1] ?? '', body as never) }
}
