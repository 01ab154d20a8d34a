type Values = { id: string; source: string } | undefined

/** Which form of the page was sent, by what was typed. */
export function refusedForm(values: Values): 'list' | 'block' | 'add' | undefined {
  if (!values) return undefined
  if (values.id !== '') return 'list'
  return values.source === '' ? 'add' : 'block'
}
