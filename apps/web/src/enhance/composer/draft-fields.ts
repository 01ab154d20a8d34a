import { isAskKey, newAskKey } from '../../lib/threads/ask.ts'

const fields = [
  'title',
  'body',
  'categoryIdNamed',
  'categoryId',
  'kind',
  'tags',
  'language',
  'replyTo',
  'topic'
]

/** Whether an input is an answer to a field of the category. */
export const isAnswer = (name: string) => name.startsWith('fields.')

/** The answers of a form, local times with their zone: `2026-11-28T21:30[Asia/Shanghai]`. */
export const answersOf = (form: FormData): [string, string][] =>
  [...form].flatMap(([name, value]) => {
    if (!isAnswer(name) || typeof value !== 'string' || value === '') return []
    const zone = form.get(name.replace('fields.', 'zone.'))
    return [[name, typeof zone === 'string' ? `${value}[${zone}]` : value]]
  })

/** Fills an input from a draft; a time returns in the zone that it was typed in. */
export function fill(form: HTMLFormElement, name: string, answer: string) {
  const field = form.elements.namedItem(name)
  if (!field || !('value' in field)) return
  const [, local, zone] = /^(.*)\[([^[\]]*)\]$/.exec(answer) ?? []
  const zoneField = form.elements.namedItem(name.replace('fields.', 'zone.'))
  const isZoned = isAnswer(name) && zone && zoneField instanceof HTMLInputElement
  field.value = (isZoned ? local : answer) ?? ''
  if (!isZoned) return
  zoneField.value = zone
  const zoned = zoneField.closest<HTMLElement>('zoned-input')
  zoned?.setAttribute('data-fixed', '')
  zoned?.querySelector('[data-name]')?.replaceChildren(zone.replaceAll('_', ' '))
}

/** A form's fields as the API's input. The name of a category is only for who chooses it. */
export function inputOf({ tags, categoryIdNamed: _, ...typed }: Record<string, string>) {
  const answers = Object.entries(typed).filter(([name]) => isAnswer(name))
  return {
    ...Object.fromEntries(Object.entries(typed).filter(([name]) => !isAnswer(name))),
    ...(tags !== undefined && { tags: tags.split(/[\s,，、]+/) }),
    ...(answers.length > 0 && { fields: Object.fromEntries(answers.map(toAnswer)) })
  }
}

const toAnswer = ([name, value]: [string, string]) => [name.replace('fields.', ''), value] as const

/**
 * What is filled in of a form, as a draft.
 * @param isDesk the page of a ticket at the desk is one form, of which the text is a draft
 */
export function typedFields(form: HTMLFormElement, isDesk: boolean): Record<string, string> {
  const names = isDesk ? ['body'] : fields
  const data = new FormData(form)
  const typed = [...data].filter(([name, value]) => names.includes(name) && value !== '')
  return Object.fromEntries([...typed, ...(isDesk ? [] : answersOf(data))]) as Record<
    string,
    string
  >
}

/** The form of a question has a key of its own, which a guest's page leaves to the script. */
export function keyFieldOf(form: HTMLFormElement) {
  const field = form.elements.namedItem('draftKey')
  return field instanceof HTMLInputElement ? field : undefined
}

/** The key in the form, else in the address, else a new one. */
export function askKeyOf(field: HTMLInputElement): string {
  const asked = new URLSearchParams(location.search).get('draft') ?? ''
  field.value ||= isAskKey(asked) ? asked : newAskKey()
  return field.value
}
