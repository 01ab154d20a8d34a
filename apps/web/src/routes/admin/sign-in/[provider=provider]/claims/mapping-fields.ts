import { capabilities } from '#lib/accounts/roles.ts'
import type { ClaimMapping } from '#lib/shapes.ts'

export const mappedRoles = ['volunteer', 'staff', 'admin'] as const

/** A rule that nothing was typed into. */
export const blank: ClaimMapping = {
  ...{ claim: '', value: '', role: null, groupId: null },
  ...{ capabilities: [], deskTopics: [] }
}

/** The name of a field of a rule, which is the path of its errors too. */
export const fieldOf = (index: number, field: keyof ClaimMapping | 'remove') =>
  `mappings.${index}.${field}`

/** Reads the rules of the form, but for removed ones and blank ones. */
export function mappingsIn(form: FormData): ClaimMapping[] {
  const count = Math.min(Number(form.get('count')) || 0, 60)
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => !form.has(fieldOf(index, 'remove')))
    .map((index) => mappingAt(form, index))
    .filter((one) => JSON.stringify(one) !== JSON.stringify(mappingAt(new FormData(), 0)))
}

function mappingAt(form: FormData, index: number): ClaimMapping {
  const list = (field: keyof ClaimMapping) =>
    form.getAll(fieldOf(index, field)).filter((one) => typeof one === 'string')
  const text = (field: keyof ClaimMapping) => list(field)[0]?.trim() ?? ''
  return {
    claim: text('claim'),
    value: text('value'),
    role: mappedRoles.find((role) => role === text('role')) ?? null,
    capabilities: capabilities.filter((one) => list('capabilities').includes(one)),
    deskTopics: list('deskTopics'),
    groupId: Number(text('groupId')) || null
  }
}

/** The rules that were previewed, as the form carries them on; the endpoint checks them again. */
export function mappingsOf(json: string): ClaimMapping[] {
  try {
    return JSON.parse(json) as ClaimMapping[]
  } catch {
    return []
  }
}
