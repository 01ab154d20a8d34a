import { call, Refused } from '../api.ts'
import { fill, inputOf, isAnswer, typedFields, askKeyOf, keyFieldOf } from './draft-fields.ts'
import { debounced } from '../keyboard.ts'
import { newAskKey } from '../../lib/threads/ask.ts'
import { fieldsOf } from './secret-watch.ts'

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
  readonly #keyField: HTMLInputElement | undefined
  #key: string
  /** When the server's draft was saved, as far as this page knows; undefined if it does not matter. */
  #since: string | null | undefined
  readonly #writer: Writer
  readonly #say: (words?: string) => void
  #sent = false
  #isUnsaved = false
  /** Saves run one after the other, so that each knows when the one before was saved. */
  #turn = Promise.resolve()
  #isSaving = false
  /** Answers of the browser's draft to fields that the page does not show yet. */
  #awaited: [string, string][] = []

  /**
   * @param say shows the result: without an argument the draft was saved, otherwise why not, or ''
   * if unknown
   */
  constructor(form: HTMLFormElement, key: string, writer: Writer, say: (words?: string) => void) {
    this.#form = form
    this.#keyField = keyFieldOf(form)
    this.#key = this.#keyField ? askKeyOf(this.#keyField) : key
    const since = this.#keyField?.dataset.since
    this.#since = since === '' ? null : since
    this.#writer = writer
    this.#say = say
    const save = debounced(() => {
      this.#turn = this.#turn.then(() => this.#save(this.#since)).catch(reportError)
    }, 1200)
    const type = () => {
      this.#isUnsaved = true
      save()
    }
    form.addEventListener('input', type)
    // Typed before this script had loaded.
    if (fieldsOf(form).some(({ value, defaultValue }) => value !== defaultValue)) type()
    // Left before it was saved, such as by a key.
    window.addEventListener(
      'pagehide',
      () => void this.#save(this.#isSaving ? undefined : this.#since)
    )
    document.addEventListener('submit', ({ target }) => {
      if (target instanceof HTMLElement && target.dataset.discards === this.#key) this.#sent = true
    })
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
    if (kept === null) return
    const draft = JSON.parse(kept) as Record<string, string>
    const shown = new FormData(this.#form).get('body')
    // The server has this draft meanwhile.
    if (shown === draft.body && this.#writer !== 'guest') return this.#forget()
    if (shown && !((draft.savedAt ?? '') > (this.#since ?? '9'))) return
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

  async #save(since: string | null | undefined) {
    if (this.#sent || !this.#isUnsaved || this.#warns()) return
    this.#isUnsaved = false
    this.#isSaving = true
    await this.#saveTyped(since).finally(() => (this.#isSaving = false))
  }

  async #saveTyped(since: string | null | undefined) {
    const draft = {
      ...Object.fromEntries(this.#awaited),
      ...typedFields(this.#form, this.#writer === 'desk')
    }
    const first = this.#writer === 'guest' ? 'unreachable' : await this.#put(draft, since)
    const changed = first instanceof Refused && first.code === 'draft_changed' ? first : undefined
    if (changed) this.#useKey(newAskKey())
    const answer = changed ? await this.#put(draft, null) : first
    // Such as a secret that only the server knows: a key of this service itself.
    if (answer instanceof Refused) return this.#say(answer.detail)
    if (answer === 'kept') return this.#say(changed?.detail)
    if (this.#writer === 'desk') {
      this.#isUnsaved = true
      return this.#say('')
    }
    const savedAt = new Date().toISOString()
    localStorage.setItem(`draft:${this.#key}`, JSON.stringify({ ...draft, savedAt }))
    this.#showAddress()
    this.#say()
  }

  #useKey(key: string) {
    this.#key = key
    if (this.#keyField) this.#keyField.value = key
  }

  /** After reloading, the page continues with this draft. */
  #showAddress() {
    if (this.#keyField) history.replaceState(history.state, '', `/ask?draft=${this.#key}`)
  }

  #forget = () => localStorage.removeItem(`draft:${this.#key}`)

  #put(draft: Record<string, string>, since: string | null | undefined) {
    const body = { ...inputOf(draft), ...(since !== undefined && { since }) }
    return call<{ updatedAt: string }>('PUT', `/drafts/${this.#key}`, body).then(
      ({ updatedAt }) => this.#noteSaved(updatedAt),
      (error) => (isRefusal(error) ? error : ('unreachable' as const))
    )
  }

  #noteSaved(updatedAt: string) {
    if (this.#since !== undefined) this.#since = updatedAt
    this.#forget()
    this.#showAddress()
    return 'kept' as const
  }

  /** A draft with a secret is saved nowhere. */
  #warns() {
    return this.#form.querySelector('[data-warning]:not([hidden])') !== null
  }

  /** A guest's draft must survive signing up, so submitting deletes only a member's local copy. */
  #submit() {
    this.#sent = true
    if (this.#writer !== 'guest') this.#forget()
  }
}

/** The server has read the draft and refuses it. It may take it later after a 401 or 429. */
const isRefusal = (error: unknown): error is Refused =>
  error instanceof Refused && [400, 403, 404, 409, 413, 422].includes(error.status)
