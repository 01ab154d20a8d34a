import { call, Refused } from './api.ts'
import { answersOf, fill, isAnswer } from './draft-answers.ts'
import { debounced } from './keyboard.ts'
import { fieldsOf } from './secret-watch.ts'

const fields = [
  'title',
  'body',
  'categoryIdNamed',
  'categoryId',
  'kind',
  'tags',
  'language',
  'replyTo',
  'topic'
]

/**
 * Where a draft is saved: a guest's in this browser, a member's on the server, or in this browser
 * while the server cannot be reached. Drafts of ticket answers never stay in a browser, where
 * others could find them.
 */
export type Writer = 'guest' | 'member' | 'desk'

/**
 * Saves drafts on the server or in this browser. The server's are filled in by its pages; those in
 * the browser return with the next page of the same form, for guests also after signing up.
 */
export class DraftKeeper {
  readonly #form: HTMLFormElement
  readonly #key: string
  readonly #writer: Writer
  readonly #say: (words?: string) => void
  #sent = false
  #isUnsaved = false
  /** Answers of the browser's draft to fields that the page does not show yet. */
  #awaited: [string, string][] = []

  /**
   * @param say shows the result: without an argument the draft was saved, otherwise why not, or ''
   * if unknown
   */
  constructor(form: HTMLFormElement, key: string, writer: Writer, say: (words?: string) => void) {
    this.#form = form
    this.#key = key
    this.#writer = writer
    this.#say = say
    const save = debounced(() => void this.#save(), 1200)
    const type = () => {
      this.#isUnsaved = true
      save()
    }
    form.addEventListener('input', type)
    // Typed before this script had loaded.
    if (fieldsOf(form).some(({ value, defaultValue }) => value !== defaultValue)) type()
    // Left before it was saved, such as by a key.
    window.addEventListener('pagehide', () => void this.#save())
    // A button with a `formaction` does not send the text.
    form.addEventListener('submit', ({ submitter, defaultPrevented }) => {
      if (defaultPrevented) return
      // The server saves what it does not send; a draft sent beside it could arrive after that.
      this.#isUnsaved = false
      if (!submitter?.hasAttribute('formaction')) this.#submit()
    })
  }

  /** Fills the form from the browser's draft unless its text is filled already. */
  restore() {
    const kept = localStorage.getItem(`draft:${this.#key}`)
    if (kept === null || new FormData(this.#form).get('body')) return
    const draft = JSON.parse(kept) as Record<string, string>
    for (const [name, value] of Object.entries(draft)) fill(this.#form, name, value)
    this.#awaited = Object.entries(draft).filter(([name]) => isAnswer(name) && !this.#shows(name))
    this.#form.addEventListener('fieldsshown', () => this.#restoreAnswers())
    // The category of the draft asks for answers, which the page does not show yet.
    const chosen = this.#form.elements.namedItem('categoryId')
    if (chosen instanceof HTMLElement) chosen.dispatchEvent(new Event('change', { bubbles: true }))
  }

  #shows = (name: string) => this.#form.elements.namedItem(name) !== null

  #restoreAnswers() {
    for (const [name, value] of this.#awaited) {
      const field = this.#form.elements.namedItem(name)
      if (field && 'value' in field && !field.value) fill(this.#form, name, value)
    }
    this.#awaited = this.#awaited.filter(([name]) => !this.#shows(name))
  }

  async #save() {
    if (this.#sent || !this.#isUnsaved || this.#warns()) return
    this.#isUnsaved = false
    // The page of a ticket at the desk is one form.
    const names = this.#writer === 'desk' ? ['body'] : fields
    const form = new FormData(this.#form)
    const typed = [...form].filter(([name, value]) => names.includes(name) && value !== '')
    const answers = this.#writer === 'desk' ? [] : answersOf(form)
    const draft = Object.fromEntries([...this.#awaited, ...typed, ...answers]) as Record<
      string,
      string
    >
    const answer = this.#writer === 'guest' ? 'unreachable' : await this.#put(draft)
    // Such as a secret that only the server knows: a key of this service itself.
    if (answer instanceof Refused) return this.#say(answer.detail)
    if (answer === 'kept') return this.#say()
    if (this.#writer === 'desk') {
      this.#isUnsaved = true
      return this.#say('')
    }
    localStorage.setItem(`draft:${this.#key}`, JSON.stringify(draft))
    this.#say()
  }

  /** The name of a category is only for who chooses it: its id is sent. */
  #put({ tags, categoryIdNamed: _, ...typed }: Record<string, string>) {
    const answers = Object.entries(typed).filter(([name]) => isAnswer(name))
    const draft = Object.entries(typed).filter(([name]) => !isAnswer(name))
    const body = {
      ...Object.fromEntries(draft),
      ...(tags !== undefined && { tags: tags.split(/[\s,，、]+/) }),
      ...(answers.length > 0 && { fields: Object.fromEntries(answers.map(toAnswer)) })
    }
    return call('PUT', `/drafts/${this.#key}`, body).then(
      () => 'kept' as const,
      (error) => (isRefusal(error) ? error : ('unreachable' as const))
    )
  }

  /** A draft with a secret is saved nowhere. */
  #warns() {
    return this.#form.querySelector('[data-warning]:not([hidden])') !== null
  }

  /** A guest's draft must survive signing up, so submitting deletes only a member's local copy. */
  #submit() {
    this.#sent = true
    if (this.#writer !== 'guest') localStorage.removeItem(`draft:${this.#key}`)
  }
}

const toAnswer = ([name, value]: [string, string]) => [name.replace('fields.', ''), value] as const

/** The server has read the draft and refuses it. It may take it later after a 401 or 429. */
const isRefusal = (error: unknown): error is Refused =>
  error instanceof Refused && [400, 403, 404, 409, 413, 422].includes(error.status)
