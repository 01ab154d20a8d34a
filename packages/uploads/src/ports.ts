import type { Context, Problem } from '@stoa/core'
import type { Files } from './files.ts'

export type KeptForm = {
  /** Fields that were refused, sealed for the page that shows them again. */
  typed?: string | undefined
  /** `secret_found` for a text that is kept without what must stay secret; why a text was not kept. */
  problem?: Problem | undefined
}

declare module '@stoa/core' {
  interface Ports {
    /** Where the bytes of uploads lie. */
    files: Files
    /** True when the actor of `ctx` may read the post, so also see what is attached to it. */
    canSeePost(ctx: Context, postId: number): Promise<boolean>
    /**
     * True when the actor of `ctx` may read the message of a ticket; a look of the desk is written down.
     */
    canOpenAttachment(ctx: Context, messageId: number): Promise<boolean>
    /** True when the actor of `ctx` may read the words of the announcement that this stands in. */
    canSeeAnnouncement(ctx: Context, announcementId: number, uploadId: string): Promise<boolean>
    /**
     * Keeps what stands in a form that came with a file, so that nothing typed is lost, and adds the
     * file to its text. Does nothing when `form` names no draft that the actor may write.
     * @param form the text fields of the form: `draft` is the draft's key, `body` its text, …
     * @param markdown what shows the file; empty when it was refused
     */
    keepForm(ctx: Context, form: Record<string, string>, markdown: string): Promise<KeptForm>
  }
}
