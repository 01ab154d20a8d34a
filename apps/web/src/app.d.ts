import type {
  Api,
  ForumLanguages,
  Me,
  MemberPages,
  PageParts,
  Personal,
  ShownSite
} from '@stoa/api'
import type { Locale } from '@stoa/messages'
import type { Loaded } from '#lib/page/member-page.server.ts'
import type { Initial } from '#lib/ui/initial.ts'

declare global {
  namespace App {
    /** What apps/api passes to SvelteKit with each request. */
    interface Platform {
      /** Every endpoint by name, called as the actor of this request. */
      api: Api
      locale: Locale
      languages: ForumLanguages
      me: Me
      /** What the forum is called and how it looks, in the language of the page. */
      site: ShownSite
      /** The demo community is on; every page says so. */
      demo: boolean
      /** What operators type on the server before a command, and to start it. */
      commandLine: string
      startLine: string
      /** Sets the idempotency key of this request, which comes from the form. */
      useKey(key: string): void
      /** Allows personal data in the texts of this form; its sender has confirmed it. */
      sharePersonalData(): void
      /** Accepts a version of the terms with this form. */
      acceptTerms(version: number): void
      /** Logs a bug together with its request. */
      report(bug: unknown): void
      /** Names the route of the page in traces, if they are collected. */
      namePage?(pattern: string): void
      /** What members share of their pages. */
      memberPages: MemberPages
      /** Takes a rendered page; the body of the Response is empty then. */
      send(page: PageParts, personal: Personal): void
    }

    interface Locals extends Platform {
      /** What was loaded before the page, to be rendered for many. */
      loaded?: Loaded
    }

    interface PageData {
      locale: Locale
      /** The forum's languages, in the order in which they are offered. */
      languages: readonly Locale[]
      defaultLanguage: Locale
      me: Me
      site: ShownSite
      demo: boolean
      /** What operators type on the server before a command. */
      commandLine: string
      /** What is drawn for a reader without a picture. */
      initial: Initial
    }

    interface Error {
      message: string
      /** Stable code of the problem. */
      code: string
    }
  }
}

export {}
