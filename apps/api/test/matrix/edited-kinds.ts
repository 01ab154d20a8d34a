import type { Call } from './row.ts'
import type { World } from './world.ts'

type Read = (world: World, call: Call) => Promise<{ revision: string }>

const get = async ({ caller }: World, path: string) => (await caller.get(path)).body
/** The snapshot of what has this value of `key` in a list. */
const inList =
  (path: string, key: string, param = key): Read =>
  async (world, { params }) => {
    const { items } = await get(world, path)
    const isIt = (one: Record<string, unknown>) => String(one[key]) === String(params?.[param])
    return items.find(isIt).snapshot
  }
const at =
  (path: string, field = 'snapshot'): Read =>
  async (world, { params }) =>
    (await get(world, path.replace(':id', String(params?.id))))[field]

/** What two people edit: where its snapshot is read, and the form that edits it. */
type EditedKind = { read: Read; form: string; field: string }
export const kinds: Record<string, EditedKind> = {
  'accounts.updateMe': {
    read: async (world) => get(world, '/me'),
    ...{ form: '/settings?/profile', field: 'bio' }
  },
  'announcements.change': {
    read: at('/announcements/:id/source'),
    ...{ form: '/announcements/:id/edit?/save', field: 'translations.en.title' }
  },
  'announcements.changeService': {
    read: inList('/announcements/services', 'key', 'service'),
    ...{ form: '/admin/announcement-services/:service?/save', field: 'names.en' }
  },
  'announcements.changeType': {
    read: inList('/announcements/types', 'key', 'type'),
    ...{ form: '/admin/announcement-types/:type?/save', field: 'names.en' }
  },
  'announcements.rewordUpdate': {
    read: async ({ caller }, { params }) =>
      (await caller.get(`/announcements/${params?.id}/updates/${params?.updateId}/source`)).body
        .snapshot,
    ...{ form: '/announcements/:id/update/:updateId', field: 'translations.en' }
  },
  'articles.changeSection': {
    read: inList('/article-sections/sources', 'id'),
    ...{ form: '/articles/work/sections/:id?/save', field: 'names.en' }
  },
  'articles.changeSeries': {
    read: at('/article-series/:id/source'),
    ...{ form: '/articles/work/series/:id?/save', field: 'names.en' }
  },
  'articles.changeSettings': {
    read: at('/articles/:id/source'),
    ...{ form: '/articles/work/:id?/settings', field: 'tags' }
  },
  'groups.rename': {
    read: at('/groups/:id'),
    ...{ form: '/groups/:id?/rename', field: 'name.en' }
  },
  'serviceAccounts.change': {
    read: inList('/service-accounts', 'id'),
    ...{ form: '/admin/service-accounts/:id?/save', field: 'description' }
  },
  'threads.change': {
    read: async (world, { params }) => {
      const { posts } = await get(world, `/threads/${params?.id}`)
      return (await get(world, `/posts/${posts[0].id}/source`)).threadSnapshot
    },
    ...{ form: '/t/:id/manage?/change', field: 'title' }
  },
  'threads.changeCategory': {
    read: at('/categories/:id'),
    ...{ form: '/admin/categories/:id?/save', field: 'name.en' }
  },
  'threads.changeCategoryField': {
    read: async (world, call) =>
      inList(`/categories/${call.params?.id}/fields`, 'id', 'fieldId')(world, call),
    ...{ form: '/admin/categories/:id/form?/save', field: 'label.en' }
  },
  'threads.edit': {
    read: at('/posts/:id/source', 'editSnapshot'),
    ...{ form: '/p/:id/edit?/save', field: 'body' }
  },
  'tickets.changeCustomFact': {
    read: inList('/desk/facts', 'key', 'fact'),
    ...{ form: '/admin/desk-facts/:fact?/save', field: 'labels.en' }
  },
  'tickets.changeRule': {
    read: inList('/desk/rules', 'id'),
    ...{ form: '/desk/rules/:id?/change', field: 'name' }
  },
  'tickets.changeSavedReply': {
    read: inList('/desk/saved-replies', 'id'),
    ...{ form: '/desk/saved-replies/:id?/save', field: 'names.en' }
  },
  'tickets.changeTopic': {
    read: inList('/desk/topics', 'key', 'topic'),
    ...{ form: '/admin/desk-topics/:topic?/save', field: 'names.en' }
  },
  'tickets.setServiceLevels': {
    read: at('/desk/service-levels'),
    ...{ form: '/admin/service-levels', field: 'objectionHours' }
  },
  'webhooks.change': {
    read: inList('/webhooks', 'id'),
    ...{ form: '/admin/webhooks/:id?/save', field: 'name' }
  }
}
