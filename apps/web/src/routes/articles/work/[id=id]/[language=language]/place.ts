import type { RequestEvent } from '@sveltejs/kit'
import type { Locale } from '@stoa/messages'
import type { ArticleSource } from '#lib/shapes.ts'

/** The translation of this page. Its matchers have checked both parts. */
export const placeOf = ({ params }: Pick<RequestEvent, 'params'>) => ({
  id: Number(params['id']),
  language: params['language'] as Locale
})

/** Title of the original. */
export const titleOf = ({ original, translations }: ArticleSource): string | undefined =>
  translations.find(({ language }) => language === original)?.title ?? undefined
