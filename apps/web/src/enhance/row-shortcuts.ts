import { isTyping, shortcutsOn } from './keyboard.ts'

/**
 * Single keys press the control with that `aria-keyshortcuts` in the focused row; a dialog lists
 * them. Keys act only if a row has focus, except for the help: stray keys and speech input must not
 * decide anything.
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
    if (this.#help?.open || isTyping(event) || !shortcutsOn()) return
    if (event.key === '?') return this.#help?.showModal()
    const row = document.activeElement?.closest('[data-row]')
    const control = row?.querySelector<HTMLElement>(
      `[aria-keyshortcuts="${CSS.escape(event.key)}"]`
    )
    if (!control) return
    event.preventDefault()
    control.click()
  }
}

customElements.define('row-shortcuts', RowShortcuts)
