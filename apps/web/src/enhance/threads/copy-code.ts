const shownFor = 3000

/** Texts of members with an address to which money could be sent. */
const withAddress = '.post:has(> .wallet-note), .prose:has(> .wallet-address)'

/**
 * Gives each block of code a button that copies it, unless it stands beside an address that only a
 * member vouches for. Its words stand in the element. Browsers copy for pages over HTTPS alone.
 */
class CodeCopying extends HTMLElement {
  connectedCallback() {
    if (!isSecureContext) return
    for (const code of document.querySelectorAll<HTMLElement>('.prose pre'))
      if (!code.closest(withAddress)) this.#offer(code)
  }

  #offer(code: HTMLElement) {
    const box = document.createElement('div')
    const button = document.createElement('button')
    box.className = 'code-box'
    button.type = 'button'
    button.textContent = this.dataset.copy ?? ''
    button.addEventListener('click', () => void this.#copy(code, button))
    code.replaceWith(box)
    box.append(code, button)
  }

  async #copy(code: HTMLElement, button: HTMLElement) {
    try {
      await navigator.clipboard.writeText(code.textContent.replace(/\n$/, ''))
    } catch {
      // Without permission, it is at least ready to be copied.
      getSelection()?.selectAllChildren(code)
      return
    }
    const { copy = '', copied = '' } = this.dataset
    button.textContent = copied
    this.textContent = copied
    setTimeout(() => {
      button.textContent = copy
      this.textContent = ''
    }, shownFor)
  }
}

customElements.define('code-copying', CodeCopying)
