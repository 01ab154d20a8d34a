import { zonedRange, zonedTime, localTimeIn } from '../../lib/zoned-time.ts'

/** Shows a time or a range in the browser's zone, unless the reader has set one. */
class LocalTime extends HTMLElement {
  connectedCallback() {
    const { zone, start, end } = this.dataset
    if (zone) return
    const { lang } = document.documentElement
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    const time = this.querySelector('time')
    if (start && end) this.textContent = zonedRange(start, end, lang, timeZone)
    else if (time) time.textContent = zonedTime(time.dateTime, lang, timeZone)
  }
}

customElements.define('local-time', LocalTime)

/**
 * Takes a local time in the browser's zone, unless the reader has set one. What was typed before, or
 * comes from a draft, means the time on the reader's clock.
 */
class ZonedInput extends HTMLElement {
  connectedCallback() {
    const { fixed, minute } = this.dataset
    const [time, zone] = this.querySelectorAll('input')
    const name = this.querySelector('[data-name]')
    if (fixed !== undefined || !time || !zone || !name) return
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    if (minute && time.value === time.defaultValue)
      time.value = time.defaultValue = localTimeIn(minute, timeZone)
    zone.value = timeZone
    name.textContent = timeZone.replaceAll('_', ' ')
  }
}

customElements.define('zoned-input', ZonedInput)
