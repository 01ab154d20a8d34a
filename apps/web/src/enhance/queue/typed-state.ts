type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
type Typed = { values: Map<string, string | boolean>; opened: Set<string> }

const controls = 'input:not([type=hidden]), textarea, select'

/**
 * Name of a control that is the same after its row was rendered again. A box with another value is
 * another box: the tick of a text that was read must not select the one that replaced it.
 */
export function nameOf(element: Element): string | null {
  if (!element.matches(controls)) return null
  const control = element as Control
  const act = control.form?.getAttribute('action')?.split('&')[0]
  const value = isTicked(control) ? control.value : ''
  return [rowOf(control), act, control.name, value].join(' ')
}

const rowOf = (element: Element) =>
  element.closest('[data-row]')?.getAttribute('aria-labelledby') ?? ''

/**
 * What was typed, ticked and opened in `root`.
 * @param except a form that was sent
 */
export function typedIn(root: Element, except?: HTMLFormElement): Typed {
  const changed = controlsIn(root).filter((one) => one.form !== except && isChanged(one))
  const opened = [...root.querySelectorAll('details[open]')].map(nameOfDetails)
  return {
    values: new Map(changed.map((one) => [nameOf(one) ?? '', stateOf(one)])),
    opened: new Set(opened)
  }
}

/** Types it again after `root` was rendered anew. */
export function typeAgain(root: Element, { values, opened }: Typed) {
  for (const control of controlsIn(root)) {
    const state = values.get(nameOf(control) ?? '')
    if (typeof state === 'boolean' && 'checked' in control) control.checked = state
    else if (typeof state === 'string') control.value = state
  }
  for (const details of root.querySelectorAll('details'))
    details.open ||= opened.has(nameOfDetails(details))
}

export function focusNamed(root: Element, name: string) {
  controlsIn(root)
    .find((control) => nameOf(control) === name)
    ?.focus()
}

const controlsIn = (root: Element) => [...root.querySelectorAll<Control>(controls)]

const isTicked = (control: Control): control is HTMLInputElement =>
  control.type === 'checkbox' || control.type === 'radio'

const stateOf = (control: Control) => (isTicked(control) ? control.checked : control.value)

export function isChanged(control: Control): boolean {
  if (isTicked(control)) return control.checked !== control.defaultChecked
  if (!('selectedOptions' in control)) return control.value !== control.defaultValue
  const options = [...control.options]
  return !(options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.selected
}

/** By row, and by place among the others of that row. */
function nameOfDetails(details: Element): string {
  const row = details.closest('[data-row]')
  const all = row ? [...row.querySelectorAll('details')] : []
  return `${rowOf(details)} ${row ? all.indexOf(details as HTMLDetailsElement) : details.className}`
}
