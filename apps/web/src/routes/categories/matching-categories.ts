import type { Category } from '#lib/shapes.ts'

type Named = Pick<Category, 'id' | 'parentId' | 'name' | 'description'>

/** The categories whose name or description contains these words, with their parents. */
export function matchingCategories<C extends Named>(all: readonly C[], words: string): C[] {
  const wanted = plain(words).trim()
  const found = all.filter(({ name, description }) =>
    plain(`${name} ${description}`).includes(wanted)
  )
  const parents = new Set(found.map(({ parentId }) => parentId))
  return all.filter((one) => found.includes(one) || parents.has(one.id))
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase()
