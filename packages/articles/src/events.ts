import type { Locale } from '@stoa/core'

type OfArticle = { articleId: number }
type OfTranslation = OfArticle & { language: Locale }

declare module '@stoa/core' {
  interface Events {
    /** A version was saved, proposed, scheduled or sent to a second person; readers see nothing. */
    'article.saved': OfTranslation
    'article.published': OfTranslation
    /** Another version of a public translation is shown. */
    'article.updated': OfTranslation
    /** Place, tags, owner or readers have changed, or it was archived or brought back. */
    'article.changed': OfArticle
    /** The time has come at which its owner has to check it. */
    'article.check_due': OfArticle & { ownerId: number }
    /** A change of readers waits for a second person. */
    'article.readers_proposed': { changeId: number }
    'article.sections_changed': Record<string, never>
    /** The newest version waits for a second person, or a volunteer proposed it. */
    'article.approval_requested': OfTranslation
    /** Words of others went into a draft: their authors are asked before it becomes public. */
    'article.authors_asked': OfArticle
  }
}

export {}
