import { getContext, setContext } from 'svelte'

/** What the fields of a form share: labels, typed or stored values and errors, by name. */
export type FormFields = {
  labels: Record<string, string>
  values: Record<string, unknown>
  errors: Record<string, string>
  /** Before the ids of the fields, as another form of the page has fields of these names. */
  prefix: string
}

/** A field as a page names it. What is left out is found in its form. */
export type FieldProps = {
  name: string
  /** Set if two forms of a page have a field of this name. */
  id?: string
  label?: string
  hint?: string
  error?: string
}

const key = Symbol('form')
const noForm: FormFields = { labels: {}, values: {}, errors: {}, prefix: '' }

/** Makes a form known to the fields within it. */
export const setFormFields = (fields: FormFields) => setContext(key, fields)

/** Returns a function that completes a field with what its form knows of it. */
export function fieldsOfForm() {
  const form = getContext<FormFields | undefined>(key) ?? noForm
  return ({ name, id, label, error }: FieldProps) => ({
    id: id ?? form.prefix + name,
    label: label ?? form.labels[name] ?? '',
    error: error ?? form.errors[name],
    value: form.values[name]
  })
}

/**
 * Errors by the field that they are shown at: that of an item of a list at the field in which the
 * list is typed, which has the label.
 */
export const errorsAtFields = (errors: Record<string, string>, labels: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(errors).map(([path, message]) => [fieldAt(path, labels), message])
  )

function fieldAt(path: string, labels: Record<string, string>): string {
  const parts = path.split('.')
  const above = parts.map((_, index) => parts.slice(0, parts.length - index).join('.'))
  const unnumbered = parts.filter((part) => !/^\d+$/.test(part)).join('.')
  return [path, unnumbered, ...above].find((one) => one in labels) ?? path
}
