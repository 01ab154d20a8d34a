import type { AnnouncementType } from '#lib/shapes.ts'

export type AnnouncementFilter = {
  q?: string
  type?: string
  service?: string
  active?: 'true'
  year?: string
  month?: string
  cursor?: string
}

/** Filter of the list from the address; invalid values are ignored. */
export function filterOf(
  { searchParams }: Pick<URL, 'searchParams'>,
  types: readonly Pick<AnnouncementType, 'key'>[]
): AnnouncementFilter {
  const text = (name: string, length: number) =>
    searchParams.get(name)?.trim().slice(0, length) || undefined
  const [, year, month] = /^(20\d\d)(?:-(0[1-9]|1[0-2]))?$/.exec(text('period', 7) ?? '') ?? []
  return {
    q: text('q', 100),
    type: types.find(({ key }) => key === searchParams.get('type'))?.key,
    service: text('service', 40),
    active: searchParams.get('active') === 'true' ? 'true' : undefined,
    year,
    month: month && String(Number(month)),
    cursor: searchParams.get('cursor') ?? undefined
  }
}
