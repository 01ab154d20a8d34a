import type { Context, Problem } from '@stoa/core'
import type { Files } from './files.ts'
import type { Scanner } from './scanning/clamd.ts'

export type KeptForm = {
  /** Refused fields, encrypted for the page that shows them again. */
  typed?: string | undefined
  /** Why the text was not stored, or `secret_found` if it was stored without the secret in it. */
  problem?: Problem | undefined
}

declare module '@stoa/core' {
  interface ThreadsPorts {
    /** Whether the actor of `ctx` may read the post, and so its uploads. */
    isPostVisible(ctx: Context, postId: number): Promise<boolean>
  }
  interface TicketsPorts {
    /** Whether the actor of `ctx` may read the ticket message. Access by agents is logged. */
    openAttachment(ctx: Context, messageId: number): Promise<boolean>
  }
  interface AnnouncementsPorts {
    /** Whether the actor of `ctx` may read the announcement text that contains this upload. */
    isAnnouncementVisible(ctx: Context, announcementId: number, uploadId: string): Promise<boolean>
  }
  interface ArticlesPorts {
    /** Whether the actor of `ctx` may read a version of the article that shows this upload. */
    isArticleFileVisible(ctx: Context, articleId: number, uploadId: string): Promise<boolean>
    /** Whether the actor of `ctx` may read an article made of the post that shows this upload. */
    isSourceFileVisible(ctx: Context, postId: number, uploadId: string): Promise<boolean>
  }
  interface SitePorts {
    /** Whether the actor of `ctx` may see this picture of the site. */
    isPictureVisible(ctx: Context, uploadId: string): Promise<boolean>
    /** How long files are kept that were refused or not attached, in milliseconds. */
    retainedFor(ctx: Context, period: 'refused_uploads'): Promise<number>
  }
  interface Ports {
    site: SitePorts
    threads: ThreadsPorts
    tickets: TicketsPorts
    announcements: AnnouncementsPorts
    articles: ArticlesPorts
    /** The store of the bytes of uploads. */
    files: Files
    /** Looks for malware in files, if the operator named a scanner. */
    scanner?: Scanner | undefined
    /**
     * Stores the fields of a form that came with a file, so that nothing typed is lost, and adds
     * the file to its text. Does nothing if `form` names no draft that the actor may write.
     * @param form the text fields of the form: `draft` is the draft's key, `body` its text, …
     * @param markdown shows the file; empty if it was refused
     */
    keepForm(ctx: Context, form: Record<string, string>, markdown: string): Promise<KeptForm>
  }
}
