import { call } from './api.ts'
import { debounced } from './keyboard.ts'
import { Listbox } from './listbox.ts'

type Targets = { items: { id: number; title: string }[] }

/** Suggests threads to merge into while words are typed; picking one shows the merge. */
class MergeTarget extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    const list = new Listbox(field, (id) => location.assign(`?into=${id}`))
    const suggest = debounced(() => void this.#suggest(field, list), 200)
    field.addEventListener('input', (event) => event.isComposing || suggest())
    field.addEventListener('compositionend', suggest)
    // Typed while this was loading.
    suggest()
  }

  async #suggest(field: HTMLInputElement, list: Listbox) {
    const q = field.value.trim()
    if (q === '' || document.activeElement !== field) return list.close()
    const path = `/threads/${this.dataset.thread}/merge-targets?q=${encodeURIComponent(q.slice(0, 100))}`
    const { items } = await call<Targets>('GET', path).catch(() => ({ items: [] }))
    if (field.value.trim() !== q || document.activeElement !== field) return
    list.show(items.map(({ id, title }) => ({ label: title, value: String(id) })))
  }
}

customElements.define('merge-target', MergeTarget)
