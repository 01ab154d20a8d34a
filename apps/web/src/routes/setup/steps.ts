import { m } from '@stoa/messages'
import type { Setup } from '#lib/shapes.ts'

type Key = keyof Setup['done']
type Step = { key: Key; path: string; title: () => string; text: () => string }

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
