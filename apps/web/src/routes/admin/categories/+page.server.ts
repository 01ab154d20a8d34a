import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions } from './$types'

const distance = 10

/** Swaps a category with its neighbour under the same parent. */
async function move({ threads }: Api, id: number, step: 1 | -1) {
  const { items } = await threads.categories({})
  const moved = items.find((category) => category.id === id)
  const order = items.filter(({ parentId }) => parentId === moved?.parentId).map(({ id }) => id)
  const from = order.indexOf(id)
  const neighbour = order[from + step]
  if (neighbour === undefined) return
  order.splice(from, 1)
  order.splice(from + step, 0, id)
  for (const [index, id] of order.entries())
    await threads.changeCategory({ id, position: (index + 1) * distance })
}

const moving = (step: 1 | -1) => async (event: RequestEvent) => {
  const { id } = await typed(event, ['id'])
  return attempt(event, undefined, async () => {
    await move(event.locals.api, Number(id), step)
    redirect(303, '/admin/categories')
  })
}

export const actions: Actions = { up: moving(-1), down: moving(1) }
