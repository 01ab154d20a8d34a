import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  platformAuthenticatorIsAvailable,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/browser'
import { call, Refused } from '../api.ts'

type Asked = { options: PublicKeyCredentialRequestOptionsJSON; attempt: string }

// A challenge counts for ten minutes.
const renewal = 8 * 60_000

/**
 * A button that asks the browser for a passkey and sends its answer with the form around it. One
 * that `proves` sends the answer before, so that the form counts as fresh. It is hidden where there
 * are no passkeys, as it is without scripts.
 */
class PasskeyButton extends HTMLElement {
  connectedCallback() {
    const { at = location.origin } = this.dataset
    if (at !== location.origin) return this.#show('[data-elsewhere]')
    const button = this.#button
    if (!button || !browserSupportsWebAuthn()) return
    this.#show('[data-here]')
    button.addEventListener('click', (event) => {
      if (this.#isAnswered) return
      event.preventDefault()
      void this.#run(button)
    })
    // Who comes back to the page finds it as it was sent.
    addEventListener('pageshow', () => void (this.#isAnswered = false))
    if (this.dataset.autofill === undefined) return
    void this.#offerInField()
    void this.#sayWhetherHere()
  }

  #isAnswered = false
  #again: ReturnType<typeof setTimeout> | undefined

  #show(selector: string) {
    this.querySelector(selector)?.removeAttribute('hidden')
  }

  get #button() {
    return this.querySelector('button')
  }

  #field(name: string) {
    const field = this.querySelector<HTMLInputElement>(`input[name=${name}]`)
    if (!field) throw new Error(`There is no field ${name}.`)
    return field
  }

  async #run(button: HTMLButtonElement) {
    button.disabled = true
    this.#say('')
    try {
      await (this.dataset.options
        ? this.#create(this.dataset.options)
        : this.#get(await this.#ask()))
    } catch (error) {
      button.disabled = false
      this.#say(this.#wordsOf(error))
      if (this.dataset.autofill !== undefined) void this.#offerInField()
    }
  }

  async #create(options: string) {
    const optionsJSON = JSON.parse(options) as PublicKeyCredentialCreationOptionsJSON
    this.#field('credential').value = JSON.stringify(await startRegistration({ optionsJSON }))
    this.#send()
  }

  async #ask(): Promise<Asked> {
    const { ask, body } = this.dataset
    return call('POST', `${ask}/challenges`, body && JSON.parse(body))
  }

  async #get({ options, attempt }: Asked, useBrowserAutofill = false) {
    const answer = await startAuthentication({ optionsJSON: options, useBrowserAutofill })
    const credential = JSON.stringify(answer)
    if (this.dataset.proves !== undefined) {
      await call('POST', String(this.dataset.ask), { attempt, credential })
    } else {
      this.#field('attempt').value = attempt
      this.#field('credential').value = credential
    }
    this.#send()
  }

  #send() {
    const button = this.#button
    if (!button) return
    this.#isAnswered = true
    button.disabled = false
    button.click()
  }

  /** Lists the passkeys of this device where the name is typed, as browsers do with passwords. */
  async #offerInField() {
    if (!(await browserSupportsWebAuthnAutofill())) return
    clearTimeout(this.#again)
    this.#again = setTimeout(() => void this.#offerInField(), renewal)
    try {
      await this.#get(await this.#ask(), true)
    } catch {
      // Nobody chose one, or the button took over.
    }
  }

  /** Lets the server offer a passkey after a password only where this device can keep one. */
  async #sayWhetherHere() {
    const field = this.querySelector<HTMLInputElement>('input[name=keepsPasskeys]')
    if (field && (await platformAuthenticatorIsAvailable())) field.value = 'yes'
  }

  #wordsOf(error: unknown): string {
    if (error instanceof Refused) return error.detail
    const { failed = '', known = failed } = this.dataset
    return (error as Error).name === 'InvalidStateError' ? known : failed
  }

  #say(words: string) {
    const line = this.querySelector('[role=status]')
    if (line) line.textContent = words
  }

  disconnectedCallback() {
    clearTimeout(this.#again)
    WebAuthnAbortService.cancelCeremony()
  }
}

customElements.define('passkey-button', PasskeyButton)
