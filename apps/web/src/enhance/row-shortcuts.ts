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
    // A key that is held down must not press what its first press has opened.
    if (this.#help?.open || event.repeat || isTyping(event) || !shortcutsOn()) return
    if (event.key === '?') return this.#help?.showModal()
    const row = document.activeElement?.closest('[data-row], .post')
    const control = row?.querySelector<HTMLElement>(
      `[aria-keyshortcuts="${CSS.escape(event.key)}"]`
    )
    if (!control) return
    event.preventDefault()
    control.click()
  }
}

customElements.define('row-shortcuts', RowShortcuts)
