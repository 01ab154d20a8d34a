import type { Context, Locale } from '@stoa/core'

/** An article in one language. */
export type ReportedText = { articleId: number; language: Locale }

declare module '@stoa/core' {
  interface ArticlesPorts {
    /** Author and public version of a text that the actor may read; undefined for any other. */
    reportableText(
      ctx: Context,
      text: ReportedText
    ): Promise<{ authorId: number; revision: number } | undefined>
    /** Titles and links of texts that the actor may read, by article and language: `7 en`. */
    titlesOfTexts(
      ctx: Context,
      texts: readonly ReportedText[]
    ): Promise<Map<string, { title: string; url: string }>>
    /** Puts an article on the list of what its owner has to check now. */
    sendToOwner(ctx: Context, articleId: number): Promise<void>
  }
  interface Ports {
    articles: ArticlesPorts
  }
}
