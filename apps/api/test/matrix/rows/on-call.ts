import type { Rows } from '../row.ts'
import type { World } from '../world.ts'

/** A shift of a member of staff. */

async function shiftOf({ forum }: World) {
  const { username } = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  return { username, days: [1, 2], from: '22:00', to: '06:00', timeZone: 'Asia/Taipei' }
}

const staffWhoModerate = (status: number) => `401 401 403 403 403 403 403 403 ${status} ${status}`

export const onCallRows: Rows = {
  'onCall.show': { call: async () => ({}), answers: staffWhoModerate(200) },
  'onCall.add': {
    call: async (world) => ({ body: await shiftOf(world) }),
    answers: staffWhoModerate(201)
  },
  'onCall.remove': {
    async call(world) {
      const admin = await world.forum.user({ role: 'admin' })
      const { body } = await admin.post('/moderation/on-call', await shiftOf(world))
      return { params: { id: body.id } }
    },
    answers: staffWhoModerate(204)
  }
}
