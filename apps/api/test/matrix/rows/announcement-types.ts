import { createHmac } from 'node:crypto'
import { announcementSubscriptions } from '@stoa/announcements/schema'
import { unlessSuspended, everybody, admins, accounts, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { writer, writers } from './announcements.ts'
import { newAddress } from './mailed.ts'

let keys = 0
const typeInput = () => ({
  key: `listing_${(keys += 1)}`,
  names: { en: 'Listing', 'zh-CN': '上架公告', 'zh-TW': '上架公告' },
  basis: 'feature'
})

const named = { en: 'Payments', 'zh-CN': '支付', 'zh-TW': '支付' }
const serviceInput = () => ({ key: `payments_${(keys += 1)}`, names: named })

/** A service; returns its key. */
export async function serviceOf({ bystander }: World): Promise<string> {
  const input = serviceInput()
  await (await bystander({ role: 'admin' })).post('/announcements/services', input)
  return input.key
}

/** The link in a mail to a subscribed address. */
const onLink =
  (purpose: 'confirm' | 'end') =>
  async ({ forum }: World): Promise<Call> => {
    const [row] = await forum.connection.db
      .insert(announcementSubscriptions)
      .values({
        ...{ email: newAddress(), kind: 'type', key: 'incident', locale: 'en' },
        askedAt: forum.now()
      })
      .returning({ id: announcementSubscriptions.id })
    const id = row?.id ?? 0
    const key = forum.ports.keyFor('announcement-subscription')
    const signature = createHmac('sha256', key).update(`${purpose}.${id}`).digest('base64url')
    return { query: { token: `${id}.${signature}` } }
  }

/** A custom announcement type; returns its key. */
export async function typeOf({ bystander }: World): Promise<string> {
  const input = typeInput()
  await (await bystander({ role: 'admin' })).post('/announcements/types', input)
  return input.key
}

const onKind =
  (body?: object) =>
  async (world: World): Promise<Call> => ({ params: { type: await typeOf(world) }, body })

/** The current template of a type. */
const onTemplate =
  (type: string, words: object = {}) =>
  async (world: World): Promise<Call> => {
    const { items } = (await (await writer(world)).get('/announcements/templates')).body
    const { revision } = items.find(
      (one: { type: string; language: string }) => one.type === type && one.language === 'en'
    )
    return { params: { type, language: 'en' }, body: { ...words, revision } }
  }

const worded = { title: 'Beware of [scam]', body: 'Somebody pretends to be us.' }
export const type = { params: { type: 'incident' } }
const onService = async (world: World) => ({ params: { service: await serviceOf(world) } })

export const announcementTypesRows: Rows = {
  'announcements.followed': { call: async () => ({}), answers: accounts(200) },
  'announcements.follow': { call: async () => type, answers: unlessSuspended(204) },
  'announcements.unfollow': { call: async () => type, answers: accounts(204) },
  'announcements.templates': { call: async () => ({}), answers: writers(200) },
  'announcements.templateHistory': {
    call: async () => ({ params: { type: 'risk', language: 'en' } }),
    answers: writers(200)
  },
  'announcements.saveTemplate': {
    call: onTemplate('risk', worded),
    answers: writers(204),
    onlyOne: true
  },
  'announcements.resetTemplate': {
    call: onTemplate('maintenance'),
    answers: writers(204),
    onlyOne: true
  },
  'announcements.services': { call: async () => ({}), answers: everybody(200) },
  'announcements.addService': {
    call: async () => ({ body: serviceInput() }),
    answers: admins(201)
  },
  'announcements.changeService': {
    call: async (world) => ({
      params: { service: await serviceOf(world) },
      body: { names: { ...named, en: 'Card payments' } }
    }),
    answers: admins(204)
  },
  'announcements.archiveService': { call: onService, answers: admins(204) },
  'announcements.unarchiveService': { call: onService, answers: admins(204) },
  'announcements.subscribe': {
    call: async () => ({ body: { email: newAddress(), kind: 'type', key: 'incident' } }),
    answers: everybody(202)
  },
  'announcements.confirmSubscriptionPage': { call: onLink('confirm'), answers: everybody(200) },
  'announcements.confirmSubscription': { call: onLink('confirm'), answers: everybody(200) },
  'announcements.endSubscriptionPage': { call: onLink('end'), answers: everybody(200) },
  'announcements.endSubscription': { call: onLink('end'), answers: everybody(200) },
  'announcements.types': { call: async () => ({}), answers: everybody(200) },
  'announcements.addType': { call: async () => ({ body: typeInput() }), answers: admins(201) },
  'announcements.changeType': {
    call: onKind({ names: { en: 'Listing', 'zh-CN': '上架', 'zh-TW': '上架' } }),
    answers: admins(204)
  },
  'announcements.removeType': { call: onKind(), answers: admins(204) }
}
