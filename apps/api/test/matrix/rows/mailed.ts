import { createHash, randomBytes } from 'node:crypto'
import { codeOf } from '@stoa/accounts'
import { emailAddresses, mailedTokens, users } from '@stoa/accounts/schema'
import { after } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { eq } from 'drizzle-orm'
import type { World } from '../world.ts'

export const newAddress = () => `${randomBytes(6).toString('hex')}@example.test`

/** A free username. */
export const newName = () => `n${randomBytes(6).toString('hex')}`

/** As after a test email that arrived. */
export async function proveMail({ forum }: World): Promise<void> {
  const mailWorks = { name: 'mail_works', value: true, updatedAt: forum.now() }
  await forum.connection.db.insert(settings).values(mailWorks).onConflictDoNothing()
}

/** Token of a link as it would be emailed. */
export async function mailedToken(
  { forum }: World,
  purpose: (typeof mailedTokens.$inferSelect)['purpose'],
  userId: number,
  addressId?: number
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await forum.connection.db.insert(mailedTokens).values({
    hash: createHash('sha256').update(token).digest('hex'),
    ...{ seed: '', purpose, userId, addressId, email: newAddress() },
    ...{ createdAt: forum.now(), expiresAt: after(forum.now(), 900_000) }
  })
  return token
}

/** An address and the six digits emailed to it. */
export async function mailedCode(
  { forum }: World,
  purpose: 'email_proof' | 'freeze_code' | 'factor_loss_code' = 'email_proof',
  email = newAddress()
) {
  const seed = newAddress()
  const values = { hash: seed, seed, purpose, email }
  const times = { createdAt: forum.now(), expiresAt: after(forum.now(), 900_000) }
  await forum.connection.db.insert(mailedTokens).values({ ...values, ...times })
  return { email, code: codeOf(forum, values) }
}

/** Id of the owner's address in the list of addresses, which starts with the first change. */
export async function addressOf({ forum, owner }: World) {
  const { db } = forum.connection
  const [user] = await db.select().from(users).where(eq(users.id, owner.id))
  const email = user?.email ?? ''
  const held = { userId: owner.id, email, askedAt: forum.now(), since: forum.now() }
  const [row] = await db.insert(emailAddresses).values(held).returning()
  return { id: row?.id ?? 0, email }
}
