import sharp from 'sharp'
import type { Client } from '../../client.ts'
import { admins, everybody, neverGiven, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

const discardWaiting = async (admin: Client) => {
  const { waiting } = (await admin.get('/site/draft')).body
  if (waiting) await admin.delete(`/site/draft?revision=${waiting.snapshot.revision}`)
}

/** What an admin would send to rename the forum. */
export async function renaming(admin: Client, name: string) {
  const { revision, content } = (await admin.get('/site/draft')).body
  const { accent, footerLinks, replyTo, poweredBy, words } = content
  const said = { ...words, en: { ...words.en, name } }
  return { revision, words: said, accent, footerLinks, replyTo, poweredBy }
}

/** A new name that waits, written by somebody else. */
async function proposed({ bystander }: World) {
  const admin = await bystander({ role: 'admin' })
  await discardWaiting(admin)
  await admin.put('/site', await renaming(admin, `Lanternfish ${Math.random()}`))
  const { waiting } = (await admin.get('/site/draft')).body
  return { revision: waiting.snapshot.revision as string }
}

/** A version that held, written by somebody else. */
async function onVersion({ bystander }: World): Promise<Call> {
  const admin = await bystander({ role: 'admin' })
  const { poweredBy, ...rest } = await renaming(admin, 'Lanternfish')
  await admin.put('/site', { ...rest, poweredBy: !poweredBy })
  const [version] = (await admin.get('/site/versions')).body.items
  const { revision } = (await admin.get('/site/draft')).body
  return { params: { id: version.id }, body: { revision } }
}

const logo = async () =>
  sharp({ create: { width: 96, height: 48, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()

export const siteRows: Rows = {
  'site.show': { call: async () => ({}), answers: everybody(200) },
  'site.draft': { call: async () => ({}), answers: admins(200) },
  'site.history': { call: async () => ({}), answers: admins(200) },
  'site.save': {
    async call({ bystander }) {
      const body = await renaming(await bystander({ role: 'admin' }), 'Lanternfish')
      const footerLinks = [{ url: 'https://lanternfish.test/', labels: { en: 'Shop' } }]
      const accent = { light: '#1f4fbf', dark: '#8fb0ff' }
      return { body: { ...body, footerLinks, accent, replyTo: 'desk@lanternfish.test' } }
    },
    answers: admins(200),
    onlyOne: true
  },
  'site.approve': {
    call: async (world) => ({ body: await proposed(world) }),
    answers: admins(204),
    onlyOne: true
  },
  'site.discard': {
    call: async (world) => ({ query: await proposed(world) }),
    answers: admins(204),
    onlyOne: true
  },
  'site.restore': {
    call: onVersion,
    answers: admins(200),
    onlyOne: true,
    unknown: (call) => ({ ...call, params: { id: neverGiven } })
  },
  'site.setPicture': {
    call: async () => ({
      params: { use: 'logoLight' },
      file: { name: 'logo.png', bytes: await logo() }
    }),
    answers: admins(201),
    onlyOne: true
  },
  'site.removePicture': {
    async call({ bystander }) {
      const admin = await bystander({ role: 'admin' })
      await discardWaiting(admin)
      await admin.put('/site', await renaming(admin, `Lanternfish ${Math.random()}`))
      return { params: { use: 'social' } }
    },
    answers: admins(204),
    onlyOne: true
  }
}
