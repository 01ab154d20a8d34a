import { actionThen } from '#lib/forms/action.server.ts'
import { moved } from '#lib/list-order.ts'
import type { Actions } from './$types'

const distance = 10

/** Swaps a category with its neighbour under the same parent. */
const moving = (step: 1 | -1) =>
  actionThen('/admin/categories', ['id'], async ({ locals: { api } }, values) => {
    const { items } = await api.threads.categories({})
    const id = Number(values.id)
    const parent = items.find((category) => category.id === id)?.parentId
    const order = items.filter(({ parentId }) => parentId === parent).map((one) => one.id)
    for (const [index, one] of moved(order, id, step).entries())
      await api.threads.changeCategory({ id: one, position: (index + 1) * distance })
  })

export const actions: Actions = { up: moving(-1), down: moving(1) }
