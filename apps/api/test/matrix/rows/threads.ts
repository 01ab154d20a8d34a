import { randomBytes } from 'node:crypto'
import {
  accounts,
  admins,
  everybody,
  neverGiven,
  staff,
  unlessSilenced,
  type Call,
  type Rows
} from '../row.ts'
import type { World } from '../world.ts'
import { aboutTag, onCategory, onPost, onTag, onThread } from './thread-calls.ts'

async function onModerator({ categoryId, bystander }: World): Promise<Call> {
  const { username } = await bystander({ role: 'volunteer', moderates: [categoryId] })
  return { params: { id: categoryId, username } }
}

const onNewCategory = async ({ forum }: World): Promise<Call> => ({
  params: { id: await forum.category() }
})

const onFields = async (world: World): Promise<Call> => ({
  params: { id: await world.forum.category() }
})

async function onField(world: World): Promise<Call> {
  const { params } = await onFields(world)
  const admin = await world.bystander({ role: 'admin' })
  const { body } = await admin.post(`/categories/${params?.id}/fields`, aField)
  return { params: { ...params, fieldId: body.id } }
}

const aField = { kind: 'text', label: { en: 'Device', 'zh-CN': '设备', 'zh-TW': '裝置' } }

export const categoryRows: Rows = {
  'threads.categories': { call: async () => ({}), answers: everybody(200) },
  'threads.matchingCategories': {
    call: async () => ({ query: { q: 'a' } }),
    answers: everybody(200)
  },
  'threads.helpers': { call: onCategory, answers: everybody(200) },
  'threads.category': { call: onCategory, answers: admins(200) },
  'threads.createCategory': {
    async call() {
      const text = { en: 'Wallets', 'zh-CN': '钱包', 'zh-TW': '錢包' }
      const slug = `c-${randomBytes(6).toString('hex')}`
      return { body: { slug, name: text, description: text } }
    },
    answers: admins(201)
  },
  'threads.changeCategory': {
    call: async (world) => ({ ...(await onCategory(world)), body: { position: 3 } }),
    answers: admins(204)
  },
  'threads.categoryFields': { call: onFields, answers: admins(200) },
  'threads.addCategoryField': {
    call: async (world) => ({ ...(await onFields(world)), body: aField }),
    answers: admins(201)
  },
  'threads.changeCategoryField': {
    call: async (world) => ({ ...(await onField(world)), body: { required: true } }),
    answers: admins(204)
  },
  'threads.removeCategoryField': { call: onField, answers: admins(204) },
  'threads.archiveCategory': { call: onNewCategory, answers: admins(204) },
  'threads.unarchiveCategory': { call: onNewCategory, answers: admins(204) },
  'threads.mergeCategory': {
    call: async (world) => ({
      ...(await onNewCategory(world)),
      body: { into: await world.forum.category() }
    }),
    answers: admins(204)
  },
  'threads.deleteCategory': { call: onNewCategory, answers: admins(204) },
  'threads.moderators': { call: onCategory, answers: admins(200) },
  'threads.appointModerator': {
    async call({ categoryId, bystander }) {
      const { username } = await bystander({ role: 'volunteer' })
      return { params: { id: categoryId, username } }
    },
    answers: admins(204)
  },
  'threads.removeModerator': { call: onModerator, answers: admins(204) }
}

export const threadRows: Rows = {
  'threads.list': { call: async () => ({}), answers: everybody(200) },
  'threads.createThread': {
    call: async ({ categoryId }) => ({
      body: { categoryId, title: 'Is the network down?', body: 'Nothing has moved since noon.' }
    }),
    answers: unlessSilenced(201),
    about: 'category',
    unknown: ({ body }) => ({ body: { ...body, categoryId: neverGiven } })
  },
  'threads.show': { call: onThread(), answers: everybody(200) },
  'threads.posts': { call: onThread(), answers: everybody(200) },
  'threads.reply': {
    call: onThread({ body: 'Usually ten minutes.' }),
    answers: unlessSilenced(201)
  },
  // A hidden reply leaves a stub, to which this redirects.
  'threads.locate': { call: onPost(), answers: everybody(200), about: 'thread' },
  'threads.preview': {
    call: async () => ({ body: { body: '**Thank you**' } }),
    answers: accounts(200)
  },
  'threads.similar': {
    call: async () => ({ query: { title: 'Where is my deposit?' } }),
    answers: everybody(200)
  },
  'threads.related': { call: onThread(), answers: everybody(200) },
  'threads.tags': { call: async () => ({ query: { q: 'api' } }), answers: everybody(200) },
  'threads.tag': { call: onTag(), answers: everybody(200), ...aboutTag },
  'threads.tagDescription': { call: onTag(), answers: staff(200), ...aboutTag },
  'threads.describeTag': {
    call: onTag({ description: { en: 'About networks.', 'zh-CN': '网络', 'zh-TW': '網路' } }),
    answers: staff(204),
    ...aboutTag
  }
}
