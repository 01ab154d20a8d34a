import { call } from './api.ts'
import { debounced } from './keyboard.ts'
import { Listbox } from './listbox.ts'
import './category-choice.ts'
import './merge-target.ts'

type Tags = { items: { tag: string }[] }

const lastWord = (text: string) => /[^\s,，、]*$/.exec(text)?.[0] ?? ''

/** Completes the last tag of the field with tags in use. */
class TagField extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    const list = new Listbox(field, (tag) => {
      const before = field.value.slice(0, -lastWord(field.value).length)
      field.value = `${before}${tag} `
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    })
    const suggest = debounced(() => void this.#suggest(field, list), 200)
    field.addEventListener('input', (event) => event.isComposing || suggest())
    field.addEventListener('compositionend', suggest)
    // Typed while this was loading.
    if (field.value !== field.defaultValue) suggest()
  }

  async #suggest(field: HTMLInputElement, list: Listbox) {
    const typed = lastWord(field.value)
    if (typed === '') return list.close()
    const path = `/tags?q=${encodeURIComponent(typed.slice(0, 30))}`
    const { items } = await call<Tags>('GET', path).catch(() => ({ items: [] }))
    if (lastWord(field.value) === typed && document.activeElement === field)
      list.show(items.map(({ tag }) => ({ label: tag, value: tag })))
  }
}

customElements.define('tag-field', TagField)
