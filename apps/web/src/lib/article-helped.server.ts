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
 * The articles that were read before a ticket.
 * @param after their ids and languages, such as `7.en 8.zh-CN`; anything else is left out
 */
export const articlesRead = (after: string) =>
  after
    .split(' ')
    .slice(0, 10)
    .flatMap((named) => {
      const [, id, language = ''] = /^([1-9]\d{0,14})\.([\w-]+)$/.exec(named) ?? []
      return id && isLocale(language) ? [{ id, language }] : []
    })
