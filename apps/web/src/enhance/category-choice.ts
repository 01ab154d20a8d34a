import { call } from './api.ts'
import { debounced } from './keyboard.ts'
import { Listbox } from './listbox.ts'

type Found = { id: number; slug: string; name: string; parent: string | null; audience: string }

/** Finds categories while their name is typed; the hidden list has the one that was chosen. */
class CategoryChoice extends HTMLElement {
  #found: Found[] = []

  connectedCallback() {
    const field = this.querySelector('input')
    const chosen = this.querySelector('select')
    if (!field || !chosen) return
    const list = new Listbox(field, (slug) => this.#choose(field, chosen, slug))
    const suggest = debounced(() => void this.#suggest(field, list), 150)
    const typed = (isComposing = false) => {
      this.#put(chosen, '')
      if (!isComposing) suggest()
    }
    field.addEventListener('input', ({ isComposing }) => typed(isComposing))
    field.addEventListener('compositionend', suggest)
    // Opens what there is, as a list would.
    field.addEventListener('focus', suggest)
    // Typed while this was loading.
    if (field.value !== field.defaultValue) typed()
  }

  #choose(field: HTMLInputElement, chosen: HTMLSelectElement, slug: string) {
    const category = this.#found.find((one) => one.slug === slug)
    if (!category) return
    field.value = category.name
    const { id, audience } = category
    this.#put(chosen, this.dataset.by === 'slug' ? slug : String(id), audience)
  }

  #put(chosen: HTMLSelectElement, value: string, audience = '') {
    const option = new Option('', value, true, true)
    option.dataset.audience = audience
    chosen.replaceChildren(option)
    chosen.dispatchEvent(new Event('change', { bubbles: true }))
  }

  async #suggest(field: HTMLInputElement, list: Listbox) {
    const q = field.value.trim()
    const ask = 'ask' in this.dataset ? '&ask=true' : ''
    const path = `/categories/matching?q=${encodeURIComponent(q.slice(0, 60))}${ask}`
    const found = await call<{ items: Found[] }>('GET', path).catch(() => undefined)
    if (!found || field.value.trim() !== q || document.activeElement !== field) return
    this.#found = found.items
    const options = found.items.map(({ slug, name, parent }) => ({
      label: name,
      value: slug,
      ...(parent && { note: parent })
    }))
    list.show(options, q !== '')
  }
}

customElements.define('category-choice', CategoryChoice)
