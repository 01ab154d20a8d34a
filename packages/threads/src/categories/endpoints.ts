import { Answer, byAdmins, endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { readCategory } from './categories.ts'
import { listCategories } from './category-list.ts'
import { changeCategory, createCategory } from './category-changes.ts'
import { setArchived, deleteCategory, mergeCategories } from './lifecycle.ts'
import { listMatching } from './matching-categories.ts'
import { appointModerator, listModerators, removeModerator } from './category-moderators.ts'
import {
  categoryChange,
  categoryInput,
  categoryList,
  categorySettings,
  createdCategory,
  categoryMergeInput,
  matchingCategoryList,
  matchingCategoryQuery,
  moderatorInput,
  moderatorList,
  waitingCategory
} from './contract.ts'

const moderatorParams = idParams.extend(moderatorInput.shape)

export const categoryEndpoints = {
  categories: endpoint({
    method: 'GET',
    path: '/categories',
    summary: 'List categories, each followed by its sub-categories',
    answers: { 200: categoryList },
    minimumRole: 'guest',
    handle: (ctx) => listCategories(ctx)
  }),
  matchingCategories: endpoint({
    method: 'GET',
    path: '/categories/matching',
    summary: 'List at most ten categories with this name',
    query: matchingCategoryQuery,
    answers: { 200: matchingCategoryList },
    minimumRole: 'guest',
    handle: listMatching
  }),
  category: endpoint({
    method: 'GET',
    path: '/categories/:id',
    summary: 'Get a category with its names in every language',
    answers: { 200: categorySettings },
    ...byAdmins,
    handle: (ctx, { id }) => readCategory(ctx, id)
  }),
  createCategory: endpoint({
    method: 'POST',
    path: '/categories',
    summary: 'Create a category',
    body: categoryInput,
    answers: { 201: createdCategory },
    ...byAdmins,
    handle: (ctx, input) => createCategory(ctx, input)
  }),
  changeCategory: endpoint({
    method: 'PATCH',
    path: '/categories/:id',
    summary: 'Update a category',
    body: categoryChange,
    answers: { 204: nothing, 202: waitingCategory },
    ...byAdmins,
    async handle(ctx, { id, ...change }) {
      const waits = await changeCategory(ctx, id, change)
      return waits ? new Answer(202, { waiting: 'moderate' as const }) : new Answer(204, undefined)
    }
  }),
  archiveCategory: endpoint({
    method: 'PUT',
    path: '/categories/:id/archiving',
    summary: 'Archive a category with its sub-categories: readable, but closed to writing',
    ...byAdmins,
    handle: (ctx, { id }) => setArchived(ctx, id, true)
  }),
  unarchiveCategory: endpoint({
    method: 'DELETE',
    path: '/categories/:id/archiving',
    summary: 'Open an archived category and its sub-categories again',
    ...byAdmins,
    handle: (ctx, { id }) => setArchived(ctx, id, false)
  }),
  mergeCategory: endpoint({
    method: 'POST',
    path: '/categories/:id/merge',
    summary: 'Move all threads of a category into another one, where its address then leads',
    body: categoryMergeInput,
    ...byAdmins,
    handle: (ctx, { id, into }) => mergeCategories(ctx, id, into)
  }),
  deleteCategory: endpoint({
    method: 'DELETE',
    path: '/categories/:id',
    summary: 'Delete a category that never held a thread',
    ...byAdmins,
    handle: (ctx, { id }) => deleteCategory(ctx, id)
  }),
  moderators: endpoint({
    method: 'GET',
    path: '/categories/:id/moderators',
    summary: 'List the moderators of a category',
    answers: { 200: moderatorList },
    ...byAdmins,
    handle: (ctx, { id }) => listModerators(ctx, id)
  }),
  appointModerator: endpoint({
    method: 'PUT',
    path: '/categories/:id/moderators/:username',
    summary: 'Assign a category to a volunteer',
    params: moderatorParams,
    ...byAdmins,
    handle: (ctx, { id, username }) => appointModerator(ctx, id, username)
  }),
  removeModerator: endpoint({
    method: 'DELETE',
    path: '/categories/:id/moderators/:username',
    summary: 'Remove a category from a volunteer',
    params: moderatorParams,
    ...byAdmins,
    handle: (ctx, { id, username }) => removeModerator(ctx, id, username)
  })
}
