import { m } from '@stoa/messages'
import type { Setup } from '#lib/shapes.ts'

type Key = keyof Setup['done']
type Step = { key: Key; path: string; title: () => string; text: () => string }

/** Steps of setting up a forum in their order. `path` is where a step is done. */
export const steps: Step[] = [
  { key: 'name', path: '/admin/site', title: m.web_setup_name, text: m.web_setup_name_text },
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
  }
]

/** How many steps are done, opening the forum included. */
export const progressOf = ({ done, openedAt }: Setup) => ({
  done: Object.values(done).filter(Boolean).length + Number(openedAt !== null),
  total: steps.length + 1
})
