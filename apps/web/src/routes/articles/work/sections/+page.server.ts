import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { emptySection, sectionInputOf } from './section-fields.ts'
import { sectionValuesIn } from './typed-section.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the sections in their order, and the groups that may read a new one. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api } = event.locals
  const { items } = await api.articles.sectionSources({})
  return { sections: items, groups: (await api.groups.groups({})).items, start: emptySection() }
}

/** Swaps a section with its neighbour on the same level. */
async function move({ articles }: Api, id: number, step: 1 | -1) {
  const { items } = await articles.sectionSources({})
  const parent = items.find((section) => section.id === id)?.parent ?? null
  const ids = items.filter((section) => section.parent === parent).map((section) => section.id)
  const from = ids.indexOf(id)
  const neighbour = ids[from + step]
  if (neighbour === undefined) return
  ids.splice(from, 1)
  ids.splice(from + step, 0, id)
  await articles.orderSections({ parent, ids })
}

const moving = (step: 1 | -1) => async (event: RequestEvent) => {
  membersOnly(event)
  const { id } = await typed(event, ['id'])
  return attempt(event, undefined, async () => {
    await move(event.locals.api, Number(id), step)
    redirect(303, '/articles/work/sections')
  })
}

export const actions: Actions = {
  up: moving(-1),
  down: moving(1),
  add: async (event) => {
    membersOnly(event)
    const values = await sectionValuesIn(event)
    return attempt(event, values, async () => {
      await event.locals.api.articles.addSection(sectionInputOf(values))
      redirect(303, '/articles/work/sections')
    })
  }
}
