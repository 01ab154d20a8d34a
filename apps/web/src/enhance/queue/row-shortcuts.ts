import { focusBox, isTyping, shortcutsOn } from '../keyboard.ts'

/**
 * Single keys press the control with that `aria-keyshortcuts` in the focused row; a dialog lists
 * them. In a list, keys act only if a row has focus, except for the help: stray keys and speech input
 * must not decide anything. The page of a single ticket is one row.
 */
class RowShortcuts extends HTMLElement {
  connectedCallback() {
    document.addEventListener('keydown', (event) => this.#press(event))
    this.querySelector('[data-open]')?.addEventListener('click', () => this.#help?.showModal())
    this.querySelector('[data-close]')?.addEventListener('click', () => this.#help?.close())
  }

  get #help() {
    return this.querySelector('dialog')
  }

  #press(event: KeyboardEvent) {
    // A key that is held down must not press what its first press has opened.
    if (this.#help?.open || event.repeat || isTyping(event) || !shortcutsOn()) return
    const key = keyOf(event)
    if (key === '?') return this.#help?.showModal()
    const control = placeOfKeys()?.querySelector<HTMLElement>(
      `[aria-keyshortcuts="${CSS.escape(key)}"]`
    )
    if (!control) return
    event.preventDefault()
    press(control)
  }
}

/** The row that has the focus, or the page of a single ticket. */
const placeOfKeys = () =>
  document.activeElement?.closest('[data-row], .post') ??
  document.querySelector('[data-keys=page]')?.parentElement

/** The letter of a key, also with caps lock, in full width, or while an input method is on. */
function keyOf({ key, code }: KeyboardEvent): string {
  if (key === 'Process' && code.startsWith('Key')) return code.slice(3).toLowerCase()
  return key.length === 1 ? key.normalize('NFKC').toLowerCase() : key
}

/** Lists take the focus; a choice that leads to a text box focuses it. */
function press(control: HTMLElement) {
  if (control instanceof HTMLSelectElement) return control.focus()
  control.click()
  focusBox(document.getElementById(control.dataset.focus ?? ''))
}

customElements.define('row-shortcuts', RowShortcuts)
