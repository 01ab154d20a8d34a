import { m, type Locale } from '@stoa/messages'
import type { Setup } from '#lib/shapes.ts'

type Key = keyof Setup['done']
type Step = { key: Key; path: string; title: () => string; text: () => string }

/** What the last look before the opening says of a step of which something is missing. */
const missing: Partial<Record<Key, (setup: Setup, locale: Locale) => string | false>> = {
  official: ({ done }, locale) => !done.official && m.web_setup_missing_official({}, { locale }),
  colleagues: ({ admins }, locale) => admins < 2 && m.web_setup_missing_colleagues({}, { locale }),
  documents: ({ templates: count }, locale) =>
    count > 0 && m.web_setup_missing_documents({ count }, { locale })
}

/** Steps of setting up a forum in their order. `path` is where a step is done. */
export const steps: Step[] = [
  { key: 'name', path: '/admin/site', title: m.web_setup_name, text: m.web_setup_name_text },
  {
    key: 'languages',
    path: '/admin/languages',
    title: m.web_setup_languages,
    text: m.web_setup_languages_text
  },
  { key: 'pack', path: '/setup/pack', title: m.web_setup_pack, text: m.web_setup_pack_text },
  {
    key: 'categories',
    path: '/admin/categories',
    title: m.web_setup_categories,
    text: m.web_setup_categories_text
  },
  { key: 'mail', path: '/admin/mail', title: m.web_setup_mail, text: m.web_setup_mail_text },
  {
    key: 'official',
    path: '/admin/official',
    title: m.web_setup_official,
    text: m.web_setup_official_text
  },
  {
    key: 'colleagues',
    path: '/invitations',
    title: m.web_setup_colleagues,
    text: m.web_setup_colleagues_text
  },
  {
    key: 'documents',
    path: '/admin/documents',
    title: m.web_setup_documents,
    text: m.web_setup_documents_text
  },
  {
    key: 'retention',
    path: '/admin/retention',
    title: m.retention_admin,
    text: m.web_setup_retention_text
  }
]

/** How many steps are done, opening the forum included. */
export const progressOf = ({ done, openedAt }: Setup) => ({
  done: steps.filter(({ key }) => done[key]).length + Number(openedAt !== null),
  total: steps.length + 1
})

/** Steps that the forum can be opened without, but better is not. */
export const missingIn = (setup: Setup, locale: Locale) =>
  steps.flatMap(({ key, path, title }) => {
    const words = missing[key]?.(setup, locale)
    return words ? [{ key, path, title, words }] : []
  })
