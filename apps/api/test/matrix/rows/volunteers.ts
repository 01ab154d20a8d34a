import { moderatorNotes, volunteerApplications } from '@stoa/volunteers/schema'
import { accounts, admins, moderators, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

/** An undecided application by somebody else. */
const onApplication = async (world: World) => applicationOf(world, (await world.bystander()).id)

async function applicationOf({ forum, categoryId }: World, userId: number): Promise<Call> {
  const application = { userId, categoryIds: [categoryId], text: 'Me.', createdAt: forum.now() }
  const inserted = forum.connection.db.insert(volunteerApplications).values(application)
  const [row] = await inserted.returning({ id: volunteerApplications.id })
  return { params: { id: row?.id ?? 0 }, body: { outcome: 'declined' } }
}

/** A note by somebody else. */
async function onNote({ forum, bystander, owner }: World): Promise<Call> {
  const { id: authorId } = await bystander()
  const note = { userId: owner.id, authorId, text: 'Look.', createdAt: forum.now() }
  const inserted = forum.connection.db.insert(moderatorNotes).values(note)
  const [row] = await inserted.returning({ id: moderatorNotes.id })
  return { params: { id: row?.id ?? 0 } }
}

const onUser =
  (body?: object) =>
  async ({ bystander }: World): Promise<Call> => ({
    params: { username: (await bystander()).username },
    body
  })

const onThread =
  (body?: object) =>
  async ({ thread }: World): Promise<Call> => ({ params: { id: (await thread()).id }, body })

const anyModerator = (status: number) =>
  `401 401 403 403 403 403 ${status} ${status} ${status} ${status}`
const note = { text: 'Look at the older thread.' }

export const volunteersRows: Rows = {
  'volunteers.show': { call: async () => ({}), answers: accounts(200) },
  'volunteers.apply': {
    call: async ({ categoryId }) => ({ body: { categoryIds: [categoryId], text: 'Me.' } }),
    answers: '401 401 201 201 403 403 403 403 403 403'
  },
  'volunteers.withdraw': {
    call: async (world) => ({ params: (await applicationOf(world, world.owner.id)).params }),
    answers: '401 401 404 204 204 204 404 404 404 404'
  },
  'volunteers.applications': { call: async () => ({}), answers: admins(200) },
  'volunteers.decide': { call: onApplication, answers: admins(204) },
  'volunteers.stepDown': {
    call: async () => ({}),
    answers: '401 401 403 403 403 403 204 204 409 409'
  },
  'volunteers.userNotes': { call: onUser(), answers: anyModerator(200) },
  'volunteers.noteOnUser': { call: onUser(note), answers: anyModerator(201) },
  'volunteers.threadNotes': { call: onThread(), answers: moderators(200) },
  'volunteers.noteOnThread': { call: onThread(note), answers: moderators(201) },
  'volunteers.removeNote': { call: onNote, answers: '401 401 403 403 403 403 404 404 204 204' }
}
