import type { AnnouncementType } from '#lib/shapes.ts'

type Severity = 'normal' | 'important' | 'critical'

/** The severity that an announcement of a type has unless its writer chooses another one. */
const byBasis: Record<AnnouncementType['basis'], Severity> = {
  info: 'normal',
  feature: 'normal',
  maintenance: 'important',
  risk: 'critical',
  incident: 'critical'
}

/** @param type key of one of `types`, which may be added ones */
export function usualSeverity(type: string | undefined, types: readonly AnnouncementType[]) {
  const basis = types.find(({ key }) => key === type)?.basis
  return basis === undefined ? 'normal' : byBasis[basis]
}
