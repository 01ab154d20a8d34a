/** What was typed in the form of a category: texts by the id of their field. */
export type FieldTexts = Record<string, string>

const prefix = 'fields.'

/** The name of a field's input. */
export const inputName = (id: number | string) => `${prefix}${id}`

/** Of the fields of a posted form: as JSON, so that a draft carries them from page to page. */
export function answersIn(fields: ReadonlyMap<string, string>): string {
  const typed = [...fields].filter(([name, value]) => name.startsWith(prefix) && value !== '')
  const texts = typed.map(([name, value]) => [name.slice(prefix.length), value] as const)
  return JSON.stringify(
    texts.length > 0 ? Object.fromEntries(texts) : textsIn(fields.get('fields'))
  )
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
