import { accounts, admins, everybody, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

const rules = { params: { slug: 'rules' } }

/** A version of a new page that an admin saved, and waits. */
async function onWaiting({ bystander }: World): Promise<{ slug: string; revision: number }> {
  const slug = `page-${crypto.randomUUID().slice(24)}`.replace(/-(\d)/, '-p$1')
  const admin = await bystander({ role: 'admin' })
  await admin.put(`/documents/${slug}/draft`, { ...written, revision: 0 })
  const { revision } = (await admin.get(`/documents/${slug}/source`)).body
  return { slug, revision }
}

/** A page that is public, as another admin published it. */
export async function publicPage(world: World): Promise<string> {
  const { slug, revision } = await onWaiting(world)
  const second = await world.bystander({ role: 'admin' })
  await second.post(`/documents/${slug}/publication`, { revision })
  return `/documents/${slug}`
}

const words = { title: 'House rules', body: 'Be kind.' }
const written = {
  texts: { en: words, 'zh-CN': { title: '守则', body: '友善待人。' } },
  material: true
}

const onRevision =
  (body: object = {}) =>
  async (world: World): Promise<Call> => {
    const { slug, revision } = await onWaiting(world)
    return { params: { slug }, body: { ...body, revision } }
  }

export const documentsRows: Rows = {
  'documents.list': { call: async () => ({}), answers: everybody(200) },
  'documents.show': { call: async () => rules, answers: everybody(200) },
  'documents.history': { call: async () => rules, answers: everybody(200) },
  'documents.version': {
    call: async () => ({ params: { slug: 'rules', number: 0 } }),
    answers: everybody(200)
  },
  'documents.accept': {
    call: async () => ({ ...rules, body: { version: 0 } }),
    answers: accounts(204)
  },
  'documents.work': { call: async () => ({}), answers: admins(200) },
  'documents.source': { call: async () => rules, answers: admins(200) },
  'documents.save': { call: onRevision(written), answers: admins(204) },
  'documents.discard': {
    async call(world) {
      const { slug } = await onWaiting(world)
      return { params: { slug } }
    },
    answers: admins(204)
  },
  'documents.publish': { call: onRevision(), answers: admins(204) }
}
