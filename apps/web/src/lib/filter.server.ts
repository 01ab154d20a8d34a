import { refusalOf, type Refusal } from './problems.server.ts'

type Found<T> = { items: T[]; next: string | null }

/**
 * Lists what matches the filter in the address of a page. One that is refused finds nothing, and
 * says what is wrong with it.
 */
export async function foundBy<N extends string, T>(
  { locale }: App.Locals,
  { searchParams }: URL,
  names: readonly N[],
  find: (filter: Record<N, string> & { cursor: string | undefined }) => Promise<Found<T>>
): Promise<Found<T> & { filter: Record<N, string>; problem?: Refusal }> {
  const values = names.map((name) => [name, searchParams.get(name) ?? ''])
  const filter = Object.fromEntries(values) as Record<N, string>
  try {
    const cursor = searchParams.get('cursor') ?? undefined
    return { filter, ...(await find({ ...filter, cursor })) }
  } catch (error) {
    const problem = refusalOf(error, locale)
    if (!problem) throw error
    return { filter, items: [], next: null, problem }
  }
}
