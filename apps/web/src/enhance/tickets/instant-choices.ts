import { loadPage, showParts } from '../answered-page.ts'

/**
 * Saves a choice of a list as soon as it is made, and shows what the answered page says of it. Arrow
 * keys run through the choices, so by keyboard Enter or leaving the list makes the choice.
 */
class InstantChoices extends HTMLElement {
  #byKey = false
  /** What was sent and not shown yet; a list that is replaced loses the focus once more. */
  readonly #sent = new Map<string, string>()
  /** Acts are sent one after the other. */
  #turn: Promise<void> = Promise.resolve()

  connectedCallback() {
    this.addEventListener('pointerdown', () => (this.#byKey = false))
    this.addEventListener('keydown', (event) => this.#press(event))
    this.addEventListener('focusout', ({ target }) => this.#choose(target))
    this.addEventListener('change', ({ target }) => {
      if (!this.#byKey) this.#choose(target)
    })
    // Chosen before this script had loaded.
    for (const list of this.querySelectorAll('select')) this.#choose(list)
  }

  #press(event: KeyboardEvent) {
    const { key, target, isComposing } = event
    if (isComposing || !(target instanceof HTMLSelectElement)) return
    this.#byKey = key !== 'Enter'
    if (key === 'Enter') {
      // Some browsers would open the list, which takes the next keys.
      event.preventDefault()
      this.#choose(target)
    }
    if (key === 'Escape') target.blur()
  }

  #choose(target: EventTarget | null) {
    if (!(target instanceof HTMLSelectElement) || isUnchanged(target)) return
    const { id, value } = target
    if (this.#sent.get(id) === value) return
    this.#sent.set(id, value)
    // Without an answer, the page is sent as without scripts.
    this.#turn = this.#turn.then(() => this.#send(id)).catch(() => this.#button?.click())
  }

  get #button() {
    return this.querySelector<HTMLButtonElement>('[data-apply]')
  }

  async #send(id: string) {
    const button = this.#button
    if (!button?.form) return
    const fields = [...new FormData(button.form)].filter(([, value]) => typeof value === 'string')
    const body = new URLSearchParams(fields as [string, string][])
    const { page, response } = await loadPage(button.formAction, { method: 'POST', body })
    // The ticket may be out of the agent's sight now.
    if (!page.querySelector('instant-choices')) return location.assign(response.url)
    const hadFocus = document.activeElement?.id === id
    showParts(document, page)
    this.#sent.delete(id)
    if (hadFocus) document.getElementById(id)?.focus()
  }
}

const isUnchanged = ({ selectedOptions, options }: HTMLSelectElement) =>
  selectedOptions[0] === ([...options].find(({ defaultSelected }) => defaultSelected) ?? options[0])

customElements.define('instant-choices', InstantChoices)
