import type { Api, Me } from '@stoa/api'
import type { Locale } from '@stoa/messages'

declare global {
  namespace App {
    /** What apps/api hands over with each request that it lets SvelteKit answer. */
    interface Platform {
      /** Every endpoint by name, called as the actor of this request. */
      api: Api
      locale: Locale
      me: Me
      /** The demo community is on, and every page says so. */
      demo: boolean
      /** Makes the writes of this request repeatable without effect; `key` comes from the form. */
      useKey(key: string): void
      /** What the form sends may tell how to reach somebody: its sender has confirmed that. */
      sharePersonalData(): void
      /** Logs a bug with the request that it happened in. */
      report(bug: unknown): void
      /** Takes the bytes of the answer where it is a page; the body of the response is empty then. */
      send(page: Buffer<ArrayBuffer>): void
    }

    interface Locals extends Platform {
      theme: 'light' | 'dark' | undefined
    }

    interface PageData {
      locale: Locale
      me: Me
      demo: boolean
    }

    interface Error {
      message: string
      /** The problem's stable code. */
      code: string
    }
  }
}

export {}
