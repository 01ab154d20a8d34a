import { debounced } from './keyboard.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * Warns of a secret in its form while it is typed, and takes it out on request. What can tell one comes
 * when somebody begins to type: readers need none of it.
 */
class SecretWatch extends HTMLElement {
  connectedCallback() {
    const form = this.closest('form')
    if (!form) return
    const look = debounced(() => void this.#look(form), 300)
    form.addEventListener('input', look)
    this.querySelector('button')?.addEventListener('click', () => void this.#replace(form))
  }

  async #look(form: HTMLFormElement) {
    const { findSecretsQuickly, isKey } = await import('./secret-check.ts')
    const found = fieldsOf(form).flatMap(({ value }) => findSecretsQuickly(value))
    const kinds = new Set<string>(found.map(({ kind }) => kind))
    for (const line of this.querySelectorAll<HTMLElement>('[data-kind]'))
      line.hidden = !kinds.has(line.dataset.kind ?? '')
    show(this.querySelector('[data-key]'), [...kinds].some(isKey))
    show(this.querySelector('[data-warning]'), kinds.size > 0)
  }

  async #replace(form: HTMLFormElement) {
    const { findSecretsQuickly, replaced } = await import('./secret-check.ts')
    for (const field of fieldsOf(form)) {
      const found = findSecretsQuickly(field.value)
      if (found.length > 0) field.value = replaced(field.value, found)
    }
    const area = form.querySelector('textarea')
    area?.dispatchEvent(new InputEvent('input', { bubbles: true }))
    area?.focus()
  }
}

const show = (element: HTMLElement | null, shown: boolean) => {
  if (element) element.hidden = !shown
}

const fieldsOf = (form: HTMLFormElement) => [
  ...form.querySelectorAll<Field>('textarea, input:is([type=text], :not([type]))')
]

customElements.define('secret-watch', SecretWatch)
