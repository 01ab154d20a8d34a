import { and, eq, isNotNull } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { Problem, type Context } from '@stoa/core'
import { secretsOf } from './secrets.ts'
import { deskMessages, webhooks } from './schema.ts'

/** The external help desk that replaces the built-in desk, if there is one. */
async function findDesk({ db }: Context) {
  const [desk] = await db
    .select()
    .from(webhooks)
    .where(and(isNotNull(webhooks.agentId), eq(webhooks.enabled, true)))
  return desk
}

/** The ids of the active external help desk and of its user; undefined without one. */
export async function deskElsewhere(ctx: Context) {
  const desk = await findDesk(ctx)
  return desk?.agentId ? { webhookId: desk.id, agentId: desk.agentId } : undefined
}

/** The id of the user under whose name an external help desk answers; undefined without one. */
export const deskAgent = async (ctx: Context): Promise<number | undefined> =>
  (await deskElsewhere(ctx))?.agentId

/**
 * Verifies a signed message of the external help desk.
 * @returns the id of the user under whose name it answers
 * @throws Problem 401 `signature_invalid` without a desk, for a wrong signature, and for a message
 * older than five minutes
 */
export async function speakerOf(ctx: Context): Promise<number> {
  const desk = await findDesk(ctx)
  const signed = ctx.origin?.signed
  const secrets = (desk && secretsOf(ctx, desk)) ?? []
  if (!desk?.agentId || !signed || !secrets.some((secret) => isSigned(secret, signed)))
    throw new Problem(401, 'signature_invalid')
  return desk.agentId
}

type Signed = { body: string; headers: Record<string, string> }

function isSigned(secret: string, { body, headers }: Signed): boolean {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false })
    return true
  } catch {
    return false
  }
}

/** Records a message in the transaction of its work. Returns false for a repeat. */
export async function isFirst({ db, now, origin }: Context): Promise<boolean> {
  const messageId = origin?.signed?.headers['webhook-id'] ?? ''
  const noted = await db
    .insert(deskMessages)
    .values({ messageId, receivedAt: now })
    .onConflictDoNothing()
    .returning({ messageId: deskMessages.messageId })
  return noted.length > 0
}
