import { eq } from 'drizzle-orm'
import { users } from '@stoa/accounts/schema'
import { picture, video } from '../../uploads/drawing.ts'
import { sendFile } from '../../uploads/sending.ts'
import { addedProvider } from '../known-provider.ts'
import { accounts, admins, everybody, staff, type Rows } from '../row.ts'

export const uploadsRows: Rows = {
  // `send` adds the file.
  'uploads.upload': { call: async () => ({}), answers: accounts(201) },
  'uploads.uploadVideo': {
    call: async () => ({ file: { name: 'steps.mp4', bytes: video } }),
    answers: staff(201)
  },
  'uploads.ownPicture': { call: async () => ({}), answers: accounts(200) },
  'uploads.proposePicture': {
    call: async () => ({ file: { name: 'me.png', bytes: await picture(60, 60) } }),
    answers: staff(201)
  },
  'uploads.removePicture': {
    async call({ forum, bystander }) {
      const { id, username } = await bystander({ role: 'staff' })
      const uploaded = { picture: 'A'.repeat(22) }
      await forum.connection.db.update(users).set(uploaded).where(eq(users.id, id))
      return { params: { username } }
    },
    answers: admins(204)
  },
  'uploads.setProviderLogo': {
    call: async ({ forum }) => ({
      params: { provider: await addedProvider(forum) },
      file: { name: 'logo.png', bytes: await picture(60, 60) }
    }),
    answers: admins(201)
  },
  'uploads.removeProviderLogo': {
    call: async ({ forum }) => ({ params: { provider: await addedProvider(forum) } }),
    answers: admins(204)
  },
  'uploads.show': {
    async call({ owner, reply }) {
      const { body } = await sendFile(owner, 'log.txt', Buffer.from('Error 1006'))
      await reply(`It says this: ${body.markdown}`)
      return { params: { id: body.id } }
    },
    answers: everybody(200),
    about: 'reply',
    unknown: () => ({ params: { id: 'A'.repeat(22) } })
  },
  'uploads.showVariant': {
    async call({ owner, reply }) {
      const { body } = await sendFile(owner, 'shot.png', await picture(800, 60))
      await reply(`It shows this: ${body.markdown}`)
      return { params: { id: body.id, width: '690' } }
    },
    answers: everybody(200),
    about: 'reply',
    unknown: () => ({ params: { id: 'A'.repeat(22), width: '690' } })
  }
}
