import { call, Refused } from '../api.ts'
import { debounced } from '../keyboard.ts'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const prefix = 'facts.'

/** The box that offers what the thread mentions. */
const isOffer = (field: Field): field is HTMLInputElement => field.type === 'checkbox'

/** The value with which the page was opened. */
const initialValue = (field: Field) =>
  field instanceof HTMLSelectElement
    ? ([...field.options].find((option) => option.defaultSelected)?.value ?? '')
    : field.defaultValue

/** A local time is sent with its zone. */
function valueOf({ form, name, value }: Field): string {
  const zone = form?.elements.namedItem(name.replace(prefix, 'zone.'))
  return zone instanceof HTMLInputElement && value !== '' ? `${value}[${zone.value}]` : value
}

/** Saves each confidential field of a ticket while it is typed. */
class TicketFacts extends HTMLElement {
  #changed = new Set<Field>()

  connectedCallback() {
    const save = debounced(() => void this.#save(), 800)
    this.addEventListener('input', ({ target }) => {
      this.#changed.add(this.#fieldOf(target as Field))
      save()
    })
    // After leaving a field, the requester may leave the page.
    this.addEventListener('change', () => void this.#save())
    this.#takeTyped()
    save()
  }

  /** What was typed before this script had loaded is saved too. */
  #takeTyped() {
    for (const field of this.querySelectorAll<Field>('input:not([type=hidden]), textarea, select'))
      if (isOffer(field) ? field.checked : field.value !== initialValue(field))
        this.#changed.add(this.#fieldOf(field))
  }

  /** The field to save: a box puts what it offers into its field, and typing unticks the box. */
  #fieldOf(target: Field): Field {
    const named = this.querySelectorAll<Field>(`[name="${CSS.escape(target.name)}"]`)
    const [field = target, box] = named
    if (isOffer(target)) field.value = target.checked ? target.value : ''
    else if (box && isOffer(box)) box.checked = false
    return field
  }

  async #save() {
    // A text with a secret is not sent; it is saved once the secret is removed.
    if (this.querySelector('[data-warning]:not([hidden])')) return
    const fields = [...this.#changed]
    if (fields.length === 0) return
    this.#changed.clear()
    const results = await Promise.all(fields.map((field) => this.#saveOne(field)))
    const { saved = '', failed = '' } = this.dataset
    const status = this.querySelector('[data-status]')
    const isAll = results.every(Boolean) && !this.querySelector('[aria-invalid]')
    if (status) status.textContent = isAll ? saved : failed
    await this.#countMissing()
  }

  /** Updates the number of missing fields. */
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

  #saveOne(field: Field) {
    return call('PUT', this.#path, {
      facts: { [field.name.slice(prefix.length)]: valueOf(field) }
    }).then(
      () => this.#mark(field),
      (error: unknown) => {
        // A field that could not be saved is sent with the next one.
        if (!(error instanceof Refused)) this.#changed.add(field)
        return this.#mark(field, error instanceof Refused ? error.message : '')
      }
    )
  }

  /** Shows below a field why it was not saved; without `why`, clears it. */
  #mark(field: Field, why?: string): boolean {
    const id = `${field.id}-why`
    this.querySelector(`#${CSS.escape(id)}`)?.remove()
    field.toggleAttribute('aria-invalid', false)
    if (why) {
      const line = Object.assign(document.createElement('p'), { id, textContent: why })
      line.className = 'mt-1 text-sm font-medium text-danger'
      field.setAttribute('aria-invalid', 'true')
      field.setAttribute('aria-describedby', id)
      field.after(line)
    }
    return why === undefined
  }
}

customElements.define('ticket-facts', TicketFacts)
