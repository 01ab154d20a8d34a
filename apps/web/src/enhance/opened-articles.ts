/** Articles that are opened beside a form are sent with it, because they came before. */
export function noteOpened(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLInputElement>('[name=after]')
  const note = ({ target }: Event) => {
    const link = (target as Element).closest<HTMLElement>('a[data-article]')
    const { article } = link?.dataset ?? {}
    if (field && article) field.value = withArticle(field.value, article)
  }
  for (const way of ['click', 'auxclick']) form?.addEventListener(way, note)
}

const withArticle = (noted: string, article: string) =>
  [...new Set([...noted.split(' ').filter(Boolean), article])].join(' ')
