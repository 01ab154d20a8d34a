import { isLocale } from '@stoa/messages'

/**
 * Says that an article helped its reader where they were asking.
 * @param named the value of its button: id and language
 */
export async function sayHelped({ api }: App.Locals, named: string): Promise<void> {
  const [id = '', language = ''] = named.split(' ')
  if (isLocale(language))
    await api.articles.feedback({ id, language, helped: true, whileAsking: true })
}

/**
 * Counts a ticket that was opened after reading an article that did not help.
 * @param after id and language as in the article's link; anything else counts nothing
 */
export async function sayTicketAfter({ api, me }: App.Locals, after: string): Promise<void> {
  const [, id, language = ''] = /^([1-9]\d{0,14})\.([\w-]+)$/.exec(after) ?? []
  if (id && isLocale(language) && me.role !== 'guest')
    await api.articles.ticketsAfter({ articles: [{ id, language }] })
}
