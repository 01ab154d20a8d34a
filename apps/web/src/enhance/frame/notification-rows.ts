import { call } from '../api.ts'

/** Marks a notification as read when it is opened. */
class NotificationRows extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', ({ target }) => {
      const link = (target as Element).closest<HTMLElement>('[data-notification]')
      const ids = link?.dataset.notification?.split(',')
      // The page is left meanwhile, so a failure shows only in the list later.
      if (ids) void call('POST', '/notifications/read', { ids }).catch(() => undefined)
    })
  }
}

customElements.define('notification-rows', NotificationRows)
