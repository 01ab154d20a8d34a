import { eq } from 'drizzle-orm'
import { identities, secondFactors, users } from '@stoa/accounts/schema'
import { secretIn } from '../accounts/joining.ts'
import { lastMailTo } from '../accounts/mailbox.ts'
import { createService } from '../accounts/service-account-acts.ts'
import { createClient, type Client } from '../client.ts'
import type { TestForum } from '../forum.ts'
import { addedProvider, settings, running } from '../matrix/known-provider.ts'
import { confirmMail } from '../opening.ts'

/** Where the puppets are: a category, and a group that moderates it. */
type Place = { categoryId: number; groupId: number }

let serial = 0

/**
 * Makes accounts with all that one admin can give alone, in each way in which the forum gives
 * something. Whoever gives it is their only voucher.
 */
export async function makePuppets(forum: TestForum, admin: Client, { categoryId, groupId }: Place) {
  const { db } = forum.connection
  await confirmMail(forum)

  const protect = (userId: number) =>
    db
      .insert(secondFactors)
      .values({ userId, authenticatorSince: forum.now(), confirmedAt: forum.now() })
  async function newcomer(email = `puppet-${(serial += 1)}@example.test`) {
    const member = await forum.user({ email })
    await protect(member.id)
    return { ...member, email }
  }
  type Named = Pick<Client, 'id' | 'username'>
  async function signedIn({ id, username }: Named) {
    const cookie = await forum.session(username)
    return createClient(forum.app, forum.origin, { id, username, headers: { cookie } })
  }
  const bearer = ({ id, username }: Named, secret: string) =>
    createClient(forum.app, forum.origin, {
      ...{ id, username, headers: { authorization: `Bearer ${secret}` } }
    })
  const ok = (answer: { status: number; text: string }) => {
    if (answer.status >= 300) throw new Error(answer.text)
  }
  async function give(to: Named, role: string, capabilities: string[] = []) {
    ok(await admin.put(`/users/${to.username}/role`, { role, capabilities }))
    return signedIn(to)
  }
  const everything = ['desk', 'announcements', 'articles', 'moderation']
  const moderate = async (to: Named) =>
    ok(await admin.put(`/categories/${categoryId}/moderators/${to.username}`))

  const ways = {
    role: () => newcomer().then((account) => give(account, 'volunteer')),
    async stoppedPromotion() {
      const account = await newcomer()
      await give(account, 'admin')
      return give(account, 'staff')
    },
    capability: () => newcomer().then((account) => give(account, 'staff', everything)),
    async group() {
      const account = await newcomer()
      ok(await admin.put(`/groups/${groupId}/members/${account.username}`, { owner: true }))
      return signedIn(account)
    },
    async category() {
      const account = await newcomer()
      const volunteer = await give(account, 'volunteer')
      await moderate(account)
      return volunteer
    },
    async invitation() {
      const account = await newcomer()
      const { email } = account
      ok(await admin.post('/role-invitations', { email, role: 'staff', capabilities: everything }))
      const token = secretIn((await lastMailTo(forum, email)).text)
      ok(await account.put('/role-invitations/acceptance', { token }))
      return give(account, 'staff', ['desk'])
    },
    async csvImport() {
      const [username, email] = [`imported${(serial += 1)}`, `imported-${serial}@example.test`]
      const csv = `email,name\n${email},${username}`
      ok(await admin.post('/admin/people-imports', { csv, dryRun: false }))
      // As the mailed link does, which the admin reads.
      const named = eq(users.username, username)
      const [row] = await db
        .update(users)
        .set({ emailVerifiedAt: forum.now() })
        .where(named)
        .returning({ id: users.id })
      await protect(row!.id)
      ok(await admin.post(`/groups/${groupId}/imports`, { csv: username, dryRun: false }))
      return give({ id: row!.id, username }, 'staff', ['desk'])
    },
    async providerClaim() {
      const account = await newcomer()
      const slug = await addedProvider(forum)
      const { issuer } = settings((await running()).issuer, slug)
      const said = { claim: 'groups', value: 'desk', role: 'staff', capabilities: ['desk'] }
      ok(await admin.put(`/admin/sign-in-providers/${slug}/claims`, { mappings: [said] }))
      const times = { createdAt: forum.now(), lastUsedAt: forum.now() }
      const known = { issuer, subject: account.username, claims: { groups: ['desk'] } }
      await db.insert(identities).values({ ...known, userId: account.id, ...times })
      return give(account, 'staff', ['desk'])
    },
    async serviceAccount() {
      const service = await createService(admin)
      const asked = { name: 'nightly', scopes: ['read', 'write', 'moderate'], days: 30 }
      const { body } = await admin.post(`/service-accounts/${service.id}/tokens`, asked)
      await admin.put(`/groups/${groupId}/members/${service.username}`, { owner: true })
      return bearer(service, body.secret)
    },
    async token() {
      const account = await give(await newcomer(), 'staff', ['desk'])
      const asked = { name: 'mine', scopes: ['read', 'write', 'moderate'], days: 30 }
      const { body } = await account.post('/tokens', asked)
      return bearer(account, body.secret)
    }
  }
  const made: [way: string, Client][] = []
  for (const [way, make] of Object.entries(ways)) made.push([way, await make()])
  return made
}
