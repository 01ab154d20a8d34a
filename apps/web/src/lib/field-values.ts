import { localTimeIn } from './zoned-time.ts'

/** What was typed in the form of a category: texts by the id of their field. */
export type FieldTexts = Record<string, string>

const prefix = 'fields.'
const zonePrefix = 'zone.'
const storedPrefix = 'stored.'

/** The name of a field's input. */
export const inputName = (id: number | string) => `${prefix}${id}`

/** The name of the input with the zone of a field's time. */
export const zoneName = (id: number | string) => `${zonePrefix}${id}`

/** The name of the input with a time as it is stored. */
export const storedName = (id: number | string) => `${storedPrefix}${id}`

/** Of the fields of a posted form: as JSON, so that a draft carries them from page to page. */
export function answersIn(fields: ReadonlyMap<string, string>): string {
  const typed = [...fields].filter(([name, value]) => name.startsWith(prefix) && value !== '')
  const texts = typed.map(([name, value]) => {
    const id = name.slice(prefix.length)
    return [id, withZone(fields, id, value)] as const
  })
  return JSON.stringify(
    texts.length > 0 ? Object.fromEntries(texts) : textsIn(fields.get('fields'))
  )
}

/** The value of a field; a time with the zone that the form sent beside it. */
export function withZone(fields: ReadonlyMap<string, string>, id: string, value: string): string {
  const zone = fields.get(zoneName(id))
  return zone && value !== '' ? zoned(value, zone, fields.get(storedName(id))) : value
}

/**
 * A local time that occurs twice, as clocks are put back, means the first time; one that was not
 * changed stays what is stored.
 */
const zoned = (local: string, zone: string, stored = '') =>
  isMinute(stored) && isShownAs(stored, local, zone) ? stored : `${local}[${zone}]`

function isShownAs(stored: string, local: string, zone: string): boolean {
  try {
    return localTimeIn(stored, zone) === local
  } catch {
    // There is no such zone.
    return false
  }
}

/** Anybody can post anything; what is no such JSON counts as empty. */
export function textsIn(json: string | undefined): FieldTexts {
  try {
    const given: unknown = JSON.parse(json || '{}')
    if (typeof given !== 'object' || given === null) return {}
    return Object.fromEntries(
      Object.entries(given as Record<string, unknown>).flatMap(([id, text]) =>
        /^\d{1,15}$/.test(id) && typeof text === 'string' ? [[id, text.slice(0, 400)]] : []
      )
    )
  } catch {
    return {}
  }
}

/** What an answer is in the form: a local time in a zone, which is `zone` unless the answer says. */
export function typedTime(answer: string, zone: string): { local: string; zone: string } {
  const [, local, own] = /^(.*)\[([^[\]]*)\]$/s.exec(answer) ?? []
  if (local !== undefined && own) return { local, zone: own }
  return { local: isMinute(answer) ? localTimeIn(answer, zone) : answer, zone }
}

/** Whether an answer is stored, and not as it was typed. */
export const isMinute = (answer: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(answer)
