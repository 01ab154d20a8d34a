import { call, Refused } from './api.ts'
import { debounced } from './keyboard.ts'

const names = ['title', 'body', 'categoryId', 'kind', 'tags', 'language', 'replyTo', 'topic']

/**
 * Whose words are kept: a guest's in this browser, a member's on the server, or here while it cannot be
 * reached; what the desk writes of somebody's ticket stays in no browser, where others could find it.
 */
export type Writer = 'guest' | 'member' | 'desk'

/**
 * Keeps what is typed: on the server, whose pages bring it back, or in this browser, from where it comes
 * back with the next page of the same form, a guest's after signing up.
 */
export class DraftKeeper {
  readonly #form: HTMLFormElement
  readonly #key: string
  readonly #writer: Writer
  readonly #say: (words?: string) => void
  #sent = false

  /** @param say shows why a draft was not kept, empty where nobody knows; without words, that it was */
  constructor(form: HTMLFormElement, key: string, writer: Writer, say: (words?: string) => void) {
    this.#form = form
    this.#key = key
    this.#writer = writer
    this.#say = say
    form.addEventListener(
      'input',
      debounced(() => void this.#save(), 1200)
    )
    // A button with an action of its own does something beside what is written, and sends none of it.
    form.addEventListener('submit', ({ submitter }) => {
      if (!submitter?.hasAttribute('formaction')) this.#submit()
    })
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
    const answer = this.#writer === 'guest' ? 'unreachable' : await this.#put(draft)
    // What only the server can tell: the keys of this service itself.
    if (answer instanceof Refused) return this.#say(answer.detail)
    if (answer === 'kept') return this.#say()
    if (this.#writer === 'desk') return this.#say('')
    localStorage.setItem(`draft:${this.#key}`, JSON.stringify(draft))
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
    if (this.#writer !== 'guest') localStorage.removeItem(`draft:${this.#key}`)
  }
}

const isSecret = (error: unknown): error is Refused =>
  error instanceof Refused && error.code === 'secret_found'
