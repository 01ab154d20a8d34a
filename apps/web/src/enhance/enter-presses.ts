/**
 * On a page that is one form, Enter would press the first button of the page; here it presses the
 * button beside the field.
 */
class EnterPresses extends HTMLElement {
  connectedCallback() {
    this.addEventListener('keydown', (event) => {
      const { key, isComposing, target } = event
      if (key !== 'Enter' || isComposing || !(target instanceof HTMLInputElement)) return
      event.preventDefault()
      this.querySelector('button')?.click()
    })
  }
}

customElements.define('enter-presses', EnterPresses)
