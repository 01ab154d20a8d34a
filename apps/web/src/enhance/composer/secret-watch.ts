import { call } from '../api.ts'
import { debounced } from '../keyboard.ts'
import type * as Check from './secret-check.ts'

type Field = HTMLInputElement | HTMLTextAreaElement
type Found = { kind: string; start: number; end: number }

/**
 * Warns of secrets while they are typed, in public forms of personal data too, and removes them on
 * request. The checks are loaded on the first input, so that readers do not load them.
 */
class SecretWatch extends HTMLElement {
  connectedCallback() {
    const form = this.closest<HTMLElement>('form, [data-watched]')
    if (!form) return
    const look = debounced(() => void this.#look(form), 300)
    form.addEventListener('input', look)
    // After a refusal, the form is filled already.
    if (fieldsOf(form).some(({ value }) => value !== '')) look()
    for (const button of this.querySelectorAll('[data-replace]'))
      button.addEventListener('click', () => void this.#replace(form))
  }

  async #look(form: HTMLElement) {
    const check = await import('./secret-check.ts').catch(() => undefined)
    // If loading fails, the next input tries again; the server checks the text anyway.
    if (!check) return
    const texts = textsOf(form)
    const found = (await Promise.all(texts.map((text) => this.#find(check, text)))).flat()
    // The text changed while the checks were loading; its own input event checks it.
    if (texts.join() !== textsOf(form).join()) return
    const kinds = new Set<string>(found.map(({ kind }) => kind))
    for (const part of this.querySelectorAll<HTMLElement>('[data-kinds]')) {
      const lines = [...part.querySelectorAll<HTMLElement>('[data-kind]')]
      for (const line of lines) line.hidden = !kinds.has(line.dataset['kind'] ?? '')
      part.hidden = lines.every(({ hidden }) => hidden)
    }
    const key = this.querySelector<HTMLElement>('[data-key]')
    if (key) key.hidden = ![...kinds].some(check.isKey)
  }

  async #find(check: typeof Check, text: string): Promise<Found[]> {
    const ours = this.dataset['ours'] === undefined ? [] : (await patternsOf(check))(text)
    const secrets = [
      ...check.findSecrets(text),
      ...ours.filter(({ kind }) => kind === 'organisation_secret')
    ]
    if (secrets.length > 0 || this.dataset['public'] === undefined) return check.apart(secrets)
    // A failed request must not hide secrets found in other fields; the server checks too.
    const personal = await this.#findPersonal(check, text).catch(() => [])
    return check.apart<string>([...personal, ...ours])
  }

  /**
   * Official contacts are no personal data. Their list is loaded only if a passage could be one.
   */
  async #findPersonal(check: typeof Check, text: string) {
    const found = await check.findPersonalData(text)
    return found.length === 0 ? found : check.notListed(text, found, await officialList())
  }

  async #replace(form: HTMLElement) {
    const check = await import('./secret-check.ts')
    for (const field of fieldsOf(form)) {
      const { value } = field
      const found = await this.#find(check, value)
      if (found.length > 0 && field.value === value) field.value = check.replaced(value, found)
    }
    const area = form.querySelector('textarea')
    area?.dispatchEvent(new InputEvent('input', { bubbles: true }))
    area?.focus()
  }
}

type Pattern = { kind: string; value: string }
let patterns: ReturnType<typeof Check.searchFor> | undefined

/** The organisation's patterns, loaded once; if that fails, only the server checks them. */
const patternsOf = ({ searchFor }: typeof Check) =>
  (patterns ??= call<{ items: Pattern[] }>('GET', '/filters/public')
    .then(({ items }) => searchFor(items))
    .catch(() => () => []))

type Listed = Pattern & { state: string }
let official: Promise<Listed[]> | undefined

/** Official contacts, loaded once; if that fails, only the server knows them. */
const officialList = () =>
  (official ??= call<{ items: Listed[] }>('GET', '/trust-list')
    .then(({ items }) => items.filter(({ state }) => state !== 'proposed'))
    .catch(() => []))

export const fieldsOf = (form: HTMLElement) => [
  ...form.querySelectorAll<Field>('textarea, input:is([type=text], :not([type]))')
]

const textsOf = (form: HTMLElement) => fieldsOf(form).map(({ value }) => value)

customElements.define('secret-watch', SecretWatch)
