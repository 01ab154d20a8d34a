import { call } from './api.ts'
import { debounced } from './keyboard.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/** Saves what a requester tells in confidence as it is typed, each field by itself. */
class TicketFacts extends HTMLElement {
  #changed = new Set<Field>()

  connectedCallback() {
    const save = debounced(() => void this.#save(), 800)
    this.addEventListener('input', ({ target }) => {
      this.#changed.add(target as Field)
      save()
    })
  }

  async #save() {
    // What must stay secret is not even sent; it is saved once it is gone.
    if (this.querySelector('[data-warning]:not([hidden])')) return
    const fields = [...this.#changed]
    this.#changed.clear()
    const results = await Promise.all(fields.map((field) => this.#saveOne(field)))
    const { saved = '', failed = '' } = this.dataset
    const status = this.querySelector('[data-status]')
    if (status) status.textContent = results.every(Boolean) ? saved : failed
    await this.#countMissing()
  }

  /** Says anew how many are still needed. */
  async #countMissing() {
    const { missing } = await call<{ missing: number }>('GET', this.#path)
    const words = JSON.parse(this.dataset.missing ?? '[]') as string[]
    const line = this.querySelector('[data-count]')
    if (!line || words[missing] === undefined) return
    line.textContent = words[missing]
    line.classList.toggle('text-escalated', missing > 0)
    line.classList.toggle('text-solved', missing === 0)
  }

  get #path() {
    return `/tickets/${this.dataset.number}/facts`
  }

  #saveOne({ name, value }: Field) {
    return call('PUT', this.#path, { facts: { [name]: value } }).then(
      () => true,
      () => false
    )
  }
}

customElements.define('ticket-facts', TicketFacts)
