import { isAskKey, newAskKey } from '../lib/threads/ask.ts'

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
