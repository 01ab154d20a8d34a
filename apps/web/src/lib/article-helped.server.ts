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
