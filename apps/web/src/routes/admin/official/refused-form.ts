type Values = { id: string; source: string } | undefined

/** The form of the page to which the sent fields belong. */
export function refusedForm(values: Values): 'list' | 'block' | 'add' | undefined {
  if (!values) return undefined
  if (values.id !== '') return 'list'
  return values.source === '' ? 'add' : 'block'
}
