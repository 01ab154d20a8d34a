import { call } from './api.ts'
import { debounced } from './keyboard.ts'
import type * as Check from './secret-check.ts'

type Field = HTMLInputElement | HTMLTextAreaElement
type Found = { kind: string; start: number; end: number }

/**
 * Warns of a secret in its form, or its part of one, while it is typed, in a public form of personal data
 * too, and takes it out on request. What can tell one comes when somebody begins to type: readers need none
 * of it.
 */
class SecretWatch extends HTMLElement {
  connectedCallback() {
    const form = this.closest<HTMLElement>('form, [data-watched]')
    if (!form) return
    const look = debounced(() => void this.#look(form), 300)
    form.addEventListener('input', look)
    // What a refusal brought back is there already.
    if (fieldsOf(form).some(({ value }) => value !== '')) look()
    for (const button of this.querySelectorAll('[data-replace]'))
      button.addEventListener('click', () => void this.#replace(form))
  }

  async #look(form: HTMLElement) {
    const check = await import('./secret-check.ts').catch(() => undefined)
    // Not reached: it is asked for again with the next letter, and the server looks too.
    if (!check) return
    const texts = textsOf(form)
    const found = (await Promise.all(texts.map((text) => this.#find(check, text)))).flat()
    // Written on while something was fetched: that is looked at by itself.
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
    // What cannot be fetched must not keep a secret in another field from being seen; the server asks, too.
    const personal = await this.#findPersonal(check, text).catch(() => [])
    return check.apart<string>([...personal, ...ours])
  }

  /** How the organisation is reached is public: its list comes once something could be of it. */
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

/** What the organisation looks for, asked for once; without an answer only the server finds it. */
const patternsOf = ({ searchFor }: typeof Check) =>
  (patterns ??= call<{ items: Pattern[] }>('GET', '/filters/told')
    .then(({ items }) => searchFor(items))
    .catch(() => () => []))

type Listed = Pattern & { state: string }
let official: Promise<Listed[]> | undefined

/** Where the organisation is reached, asked for once; without an answer the server knows. */
const officialList = () =>
  (official ??= call<{ items: Listed[] }>('GET', '/trust-list')
    .then(({ items }) => items.filter(({ state }) => state !== 'proposed'))
    .catch(() => []))

const fieldsOf = (form: HTMLElement) => [
  ...form.querySelectorAll<Field>('textarea, input:is([type=text], :not([type]))')
]

const textsOf = (form: HTMLElement) => fieldsOf(form).map(({ value }) => value)

customElements.define('secret-watch', SecretWatch)
