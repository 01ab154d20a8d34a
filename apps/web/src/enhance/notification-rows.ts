import { call } from './api.ts'

/** Opening a notification marks it as read. */
class NotificationRows extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', ({ target }) => {
      const link = (target as Element).closest<HTMLElement>('[data-notification]')
      const id = link?.dataset.notification
      // The page is left meanwhile: whether it arrives is seen in the list later.
      if (id) void call('POST', '/notifications/read', { ids: [id] }).catch(() => undefined)
    })
  }
}

customElements.define('notification-rows', NotificationRows)
