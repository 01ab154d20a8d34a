import { call } from './api.ts'
import { debounced } from './keyboard.ts'

type Draft = Record<string, string | string[]>
const names = ['title', 'body', 'categoryId', 'kind', 'tags', 'replyTo']

const fieldsOf = (form: HTMLFormElement) =>
  names.flatMap((name) => {
    const field = form.elements.namedItem(name)
    return field && 'value' in field ? [[name, field] as const] : []
  })

/**
 * Keeps what is typed: for members on the server, for guests in this browser, from where it comes
 * back after signing up.
 */
export class DraftKeeper {
  readonly #form: HTMLFormElement
  readonly #key: string
  readonly #member: boolean
  readonly #saved: () => void

  constructor(form: HTMLFormElement, key: string, member: boolean, saved: () => void) {
    this.#form = form
    this.#key = key
    this.#member = member
    this.#saved = saved
    form.addEventListener(
      'input',
      debounced(() => void this.#save(), 1200)
    )
    form.addEventListener('submit', () => void this.#sent())
  }

  /** Fills the form from the draft unless something stands in the text already. */
  async restore() {
    const fields = fieldsOf(this.#form)
    if (fields.some(([name, { value }]) => name === 'body' && value !== '')) return
    const draft = (await this.#onServer()) ?? this.#here()
    for (const [name, field] of fields) {
      const value = draft?.[name]
      if (value !== undefined && value !== '')
        field.value = Array.isArray(value) ? value.join(' ') : value
    }
  }

  async #save() {
    const typed = fieldsOf(this.#form).filter(([, { value }]) => value !== '')
    const draft = Object.fromEntries(typed.map(([name, { value }]) => [name, value]))
    const kept = this.#member && (await this.#put(draft))
    if (!kept) localStorage.setItem(`draft:${this.#key}`, JSON.stringify(draft))
    this.#saved()
  }

  #put({ tags, ...draft }: Record<string, string>) {
    const body = tags === undefined ? draft : { ...draft, tags: tags.split(/[\s,，、]+/) }
    return call('PUT', `/drafts/${this.#key}`, body).then(
      () => true,
      () => false
    )
  }

  async #onServer() {
    if (!this.#member) return undefined
    return call<Draft>('GET', `/drafts/${this.#key}`).catch(() => undefined)
  }

  #here() {
    const kept = localStorage.getItem(`draft:${this.#key}`)
    return kept === null ? undefined : (JSON.parse(kept) as Draft)
  }

  /** A guest's text must survive signing up, so only a member's sending ends the local copy. */
  #sent() {
    if (this.#member) localStorage.removeItem(`draft:${this.#key}`)
  }
}
