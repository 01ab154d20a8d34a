import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { belongsTo, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'

/** A smaller WebP of a picture: the width it fits into, and its size in bytes. */
export type Variant = { width: number; bytes: number }

/** Visible to the uploader only until attached, then as visible as its parent. */
export const uploads = pgTable(
  'uploads',
  {
    /** 128 random bits, base64url, so that ids cannot be guessed. */
    id: text().primaryKey(),
    ownerId: belongsTo(() => users.id),
    name: text().notNull(),
    contentType: text().notNull(),
    bytes: integer().notNull(),
    width: integer(),
    height: integer(),
    /** Texts of the QR codes in an image. They are never shown. */
    codes: text().array().notNull().default([]),
    /** Null until they are made; see `variants.ts`. */
    variants: jsonb().$type<Variant[]>(),
    /**
     * `waiting`: stored while the scanner was away, not opened until it was scanned; `found`: refused
     * for ever, its bytes are removed.
     */
    scan: text({ enum: ['waiting', 'found'] }),
    parentKind: text({
      enum: [
        ...(['post', 'ticket_message', 'announcement', 'article'] as const),
        ...(['site', 'profile', 'sign_in_provider'] as const)
      ]
    }),
    parentId: ref(),
    createdAt: time().notNull(),
    attachedAt: time(),
    /**
     * When it became invisible; file and row are removed soon after. In the future while the file
     * is being written.
     */
    erasedAt: time()
  },
  (t) => [
    index('uploads_owner').on(t.ownerId),
    index('uploads_parent').on(t.parentKind, t.parentId),
    index('uploads_unattached')
      .on(t.createdAt)
      .where(sql`parent_id is null and erased_at is null`),
    index('uploads_without_variants')
      .on(t.id)
      .where(sql`variants is null and erased_at is null`),
    index('uploads_scan')
      .on(t.scan, t.id)
      .where(sql`scan is not null and erased_at is null`),
    index('uploads_erased')
      .on(t.id)
      .where(sql`erased_at is not null`)
  ]
)
