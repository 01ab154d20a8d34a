import { eq } from 'drizzle-orm'
import { identities, providerSessions, signInProviders } from '@stoa/accounts/schema'
import { seal, sha256 } from '@stoa/accounts/secrets'
import { after } from '@stoa/core'
import { agreed } from '../../accounts/browser.ts'
import type { TestForum } from '../../forum.ts'
import { accounts, admins, everybody, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { addedProvider, linkedIdentity, running, settings } from '../known-provider.ts'
import { mailedToken, newAddress, newName } from './mailed.ts'

let serial = 0

/** The caller as the provider sends them back, in the browser where they began. */
async function answered({ forum, caller }: World): Promise<Call> {
  const provider = await addedProvider(forum)
  const begun = await caller.post(`/sign-in-providers/${provider}/attempts`, {})
  const { search } = await (await running()).visit(begun.body.address)
  const attempt = String(begun.headers['set-cookie']).split(';', 1)[0] ?? ''
  const cookie = [caller.headers.cookie, attempt].filter(Boolean).join('; ')
  return { params: { provider }, body: { answer: search.slice(1) }, headers: { cookie } }
}

/** A newcomer whom a provider signed in, with the token for their account. */
async function newcomerToken(forum: TestForum): Promise<string> {
  const { ports, now } = forum
  const slug = await addedProvider(forum)
  const subject = `newcomer-${(serial += 1)}`
  const newcomer = {
    slug,
    issuer: 'https://acme.example',
    subject,
    provedEmail: null,
    claims: {},
    until: after(now(), 60_000)
  }
  return seal(ports, 'provider-newcomers', 'newcomer', JSON.stringify(newcomer))
}

const named = async ({ forum }: World) => ({
  params: { provider: await addedProvider(forum) }
})

const withMappings = async (world: World) => ({
  ...(await named(world)),
  body: { mappings: [{ claim: 'groups', value: 'forum-staff', role: 'staff' }] }
})

const linkOf = async (world: World) => ({
  token: await mailedToken(world, 'identity_link', world.owner.id)
})

/** Whoever calls, a provider began the session. */
async function requiring({ forum, caller }: World): Promise<Call> {
  const [, id] = /stoa_session=([^;]+)/.exec(caller.headers.cookie ?? '') ?? []
  const slug = await addedProvider(forum)
  const isIt = eq(signInProviders.slug, slug)
  const [provider] = await forum.connection.db.select().from(signInProviders).where(isIt)
  const { id: providerId, issuer } = provider!
  const times = { createdAt: forum.now(), checkedAt: forum.now() }
  const begun = { providerId, issuer, subject: slug, sessionHash: id ? sha256(id) : null, ...times }
  await forum.connection.db.insert(providerSessions).values(begun).onConflictDoNothing()
  return { body: { mode: 'staff' } }
}

export const providersRows: Rows = {
  'accounts.providerButtons': { call: async () => ({}), answers: everybody(200) },
  'accounts.beginProviderProof': { call: named, answers: accounts(200) },
  'accounts.beginProviderSignIn': { call: named, answers: everybody(200) },
  'accounts.finishProviderSignIn': { call: answered, answers: everybody(200) },
  'accounts.joinByProvider': {
    call: async ({ forum }) => ({
      body: {
        ...agreed,
        token: await newcomerToken(forum),
        username: newName(),
        email: newAddress()
      }
    }),
    answers: everybody(201)
  },
  'accounts.signInMode': { call: async () => ({}), answers: admins(200) },
  'accounts.proposeSignInMode': { call: requiring, answers: admins(200) },
  // Nobody is to be linked by mail while passwords sign in.
  'accounts.requestLinkMail': {
    call: async () => ({ body: { email: newAddress() } }),
    answers: everybody(409)
  },
  'accounts.showMailedLink': {
    call: async (world) => ({ query: await linkOf(world) }),
    answers: everybody(200)
  },
  'accounts.beginMailedLink': {
    call: async (world) => ({ ...(await named(world)), body: await linkOf(world) }),
    // Nobody is linked by mail while passwords sign in.
    answers: everybody(409)
  },
  'accounts.presentProvider': { call: async () => ({}), answers: everybody(200) },
  'accounts.providerSignOut': { call: named, answers: everybody(200) },
  'accounts.endByProvider': {
    async call(world) {
      const { params } = await named(world)
      const aud = params.provider
      const token = await (await running()).logoutToken({ sub: 'somebody', aud })
      return { params, body: { logout_token: token } }
    },
    answers: everybody(200)
  },
  'accounts.endSessionsOfIdentity': {
    async call({ forum, bystander }) {
      const named = { issuer: 'https://acme.example', subject: `left-${(serial += 1)}` }
      const times = { createdAt: forum.now(), lastUsedAt: forum.now() }
      const { id: userId } = await bystander()
      await forum.connection.db.insert(identities).values({ ...named, userId, ...times })
      return { params: named }
    },
    answers: admins(204)
  },
  'accounts.identities': { call: async () => ({}), answers: accounts(200) },
  'accounts.beginLink': { call: named, answers: accounts(200) },
  'accounts.unlinkIdentity': {
    async call({ forum, caller, bystander }) {
      const userId = caller.id > 0 ? caller.id : (await bystander()).id
      return { params: { id: await linkedIdentity(forum, userId) } }
    },
    answers: accounts(204)
  },
  'accounts.providers': { call: async () => ({}), answers: admins(200) },
  'accounts.addProvider': {
    call: async () => ({ body: settings((await running()).issuer, `new-${(serial += 1)}`) }),
    answers: admins(201)
  },
  'accounts.changeProvider': {
    async call(world) {
      const { params } = await named(world)
      const { slug: _, issuer: __, ...body } = settings('', params.provider)
      return { params, body }
    },
    answers: admins(200)
  },
  'accounts.beginProviderTest': { call: named, answers: admins(200) },
  'accounts.claimMappings': { call: named, answers: admins(200) },
  'accounts.previewClaimMappings': { call: withMappings, answers: admins(200) },
  'accounts.proposeClaimMappings': { call: withMappings, answers: admins(200) },
  'accounts.removeProvider': { call: named, answers: admins(200) }
}
