type Place = { left: number; top: number; width: number }
export type Option = { label: string; note?: string; value: string }
/** A second way to pick an option: by its button, or by Shift and Enter. */
type Also = { label: string; pick: (value: string) => void }

let boxes = 0

function put({ style }: HTMLElement, { left, top, width }: Place) {
  Object.assign(style, { insetInline: `${left}px auto`, top: `${top}px`, width: `${width}px` })
}

/**
 * Suggestions below a field, as a combobox: arrows choose, Enter or a click picks, Escape closes.
 * Keys pressed during text composition are ignored.
 */
export class Listbox {
  readonly #field: HTMLInputElement | HTMLTextAreaElement
  readonly #pick: (value: string) => void
  readonly #also: Also | undefined
  readonly #list = document.createElement('ul')
  #active = -1

  constructor(
    field: HTMLInputElement | HTMLTextAreaElement,
    pick: (value: string) => void,
    also?: Also
  ) {
    this.#field = field
    this.#pick = pick
    this.#also = also
    this.#list.id = `listbox-${++boxes}`
    this.#list.className = 'listbox'
    this.#list.role = 'listbox'
    this.#list.ariaLabel = field.labels?.[0]?.textContent ?? field.ariaLabel ?? ''
    field.setAttribute('aria-autocomplete', 'list')
    // A textarea must keep the role textbox, which has no expanded state.
    if (field instanceof HTMLInputElement) field.role = 'combobox'
    this.#expand(false)
    field.addEventListener('keydown', (event) => this.#key(event as KeyboardEvent))
    field.addEventListener('blur', () => this.close())
    // Keeps focus in the field while an option is clicked.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault())
    this.#list.addEventListener('click', ({ target }) =>
      this.#clicked(target as Element, (target as Element).closest('[data-also]') !== null)
    )
  }

  /**
   * @param choose preselects the first option, for fields in which Enter has no other use
   * @param place pixels, if it is not below the whole field
   */
  show(options: Option[], choose = false, place?: Place) {
    if (options.length === 0) return this.close()
    this.#list.replaceChildren(...options.map((option, index) => this.#draw(option, index)))
    if (!this.#list.isConnected) this.#field.parentElement?.append(this.#list)
    this.#field.setAttribute('aria-controls', this.#list.id)
    if (place) put(this.#list, place)
    this.#expand(true)
    this.#activate(choose ? 0 : -1)
  }

  close() {
    this.#list.remove()
    this.#expand(false)
    this.#field.removeAttribute('aria-controls')
    this.#activate(-1)
  }

  #expand(expanded: boolean) {
    if (this.#field.role === 'combobox') this.#field.ariaExpanded = String(expanded)
  }

  #draw({ label, note, value }: Option, index: number) {
    const item = document.createElement('li')
    item.id = `${this.#list.id}-${index}`
    item.role = 'option'
    item.dataset.value = value
    item.textContent = label
    if (note) item.append(Object.assign(document.createElement('small'), { textContent: note }))
    if (this.#also) item.append(alsoButton(this.#also.label))
    return item
  }

  #key(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = this.#list.children[this.#active]
    if (event.isComposing || !this.#list.isConnected) return
    if (event.key === 'Escape') this.close()
    else if (step) this.#activate(this.#active + step)
    else if (event.key === 'Enter' && chosen) this.#clicked(chosen, event.shiftKey)
    else return
    event.preventDefault()
  }

  #activate(index: number) {
    const items = [...this.#list.children]
    // Index −1, past either end, is the field itself.
    const places = items.length + 1
    this.#active = ((index + 1 + places) % places) - 1
    items.forEach((item, i) => (item.ariaSelected = String(i === this.#active)))
    const id = items[this.#active]?.id
    if (id) this.#field.setAttribute('aria-activedescendant', id)
    else this.#field.removeAttribute('aria-activedescendant')
  }

  #clicked(target: Element, isAlso: boolean) {
    const value = target.closest<HTMLElement>('[role=option]')?.dataset.value
    if (value === undefined) return
    this.close()
    if (isAlso && this.#also) this.#also.pick(value)
    else this.#pick(value)
  }
}

/** For pointers; an option has no control that the focus reaches. */
const alsoButton = (label: string) => {
  const button = Object.assign(document.createElement('span'), { textContent: label })
  button.dataset.also = ''
  // The description of the field says the key.
  button.ariaHidden = 'true'
  button.className = 'button button-small'
  return button
}
