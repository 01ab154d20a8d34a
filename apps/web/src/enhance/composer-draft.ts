import { call, Refused } from './api.ts'
import { debounced } from './keyboard.ts'

const names = ['title', 'body', 'categoryId', 'kind', 'tags', 'language', 'replyTo', 'topic']

/**
 * Keeps what is typed: for members on the server, whose pages bring it back; for guests in this
 * browser, from where it comes back after signing up.
 */
export class DraftKeeper {
  readonly #form: HTMLFormElement
  readonly #key: string
  readonly #member: boolean
  readonly #say: (words?: string) => void
  #sent = false

  /** @param say shows why a draft was not kept; without words, that it was */
  constructor(form: HTMLFormElement, key: string, member: boolean, say: (words?: string) => void) {
    this.#form = form
    this.#key = key
    this.#member = member
    this.#say = say
    form.addEventListener(
      'input',
      debounced(() => void this.#save(), 1200)
    )
    form.addEventListener('submit', () => this.#submit())
  }

  /** Fills the form from what this browser keeps unless something stands in the text already. */
  restore() {
    const kept = localStorage.getItem(`draft:${this.#key}`)
    if (kept === null || new FormData(this.#form).get('body')) return
    for (const [name, value] of Object.entries(JSON.parse(kept) as Record<string, string>)) {
      const field = this.#form.elements.namedItem(name)
      if (field && 'value' in field) field.value = value
    }
  }

  async #save() {
    if (this.#sent || this.#warns()) return
    const typed = [...new FormData(this.#form)].filter(
      ([name, value]) => names.includes(name) && value !== ''
    )
    const draft = Object.fromEntries(typed) as Record<string, string>
    const answer = this.#member ? await this.#put(draft) : 'unreachable'
    // What only the server can tell: the keys of this service itself.
    if (answer instanceof Refused) return this.#say(answer.detail)
    if (answer === 'unreachable') localStorage.setItem(`draft:${this.#key}`, JSON.stringify(draft))
    this.#say()
  }

  #put({ tags, ...draft }: Record<string, string>) {
    const body = tags === undefined ? draft : { ...draft, tags: tags.split(/[\s,，、]+/) }
    return call('PUT', `/drafts/${this.#key}`, body).then(
      () => 'kept' as const,
      (error) => (isSecret(error) ? error : ('unreachable' as const))
    )
  }

  /** A secret is kept nowhere, not in this browser either. */
  #warns() {
    return this.#form.querySelector('[data-warning]:not([hidden])') !== null
  }

  /** A guest's text must survive signing up, so only a member's sending ends the local copy. */
  #submit() {
    this.#sent = true
    if (this.#member) localStorage.removeItem(`draft:${this.#key}`)
  }
}

const isSecret = (error: unknown): error is Refused =>
  error instanceof Refused && error.code === 'secret_found'
