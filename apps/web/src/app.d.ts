import type { Api } from '@stoa/api'
import type { Locale } from '@stoa/messages'
import type { Me } from '#lib/shapes.ts'

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
      /** Logs a bug with the request that it happened in. */
      report(error: unknown): void
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
