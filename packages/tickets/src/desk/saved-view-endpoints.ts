import { byAgents, endpoint } from '@stoa/core'
import { createdView, savedViewChange, savedViewInput, savedViews } from './saved-view-contract.ts'
import { addView, changeView, listViews, removeView } from './saved-views.ts'

export const savedViewEndpoints = {
  views: endpoint({
    method: 'GET',
    path: '/desk/views',
    summary:
      'List your saved views of the desk and shared ones, with the tickets you handle in each',
    answers: { 200: savedViews },
    ...byAgents,
    handle: listViews
  }),
  addView: endpoint({
    method: 'POST',
    path: '/desk/views',
    summary: 'Save filters of the desk as a view, for yourself or for all agents',
    body: savedViewInput,
    answers: { 201: createdView },
    ...byAgents,
    handle: addView
  }),
  changeView: endpoint({
    method: 'PUT',
    path: '/desk/views/:id',
    summary: 'Rename your saved view, or share it',
    body: savedViewChange,
    ...byAgents,
    handle: (ctx, { id, ...change }) => changeView(ctx, id, change)
  }),
  removeView: endpoint({
    method: 'DELETE',
    path: '/desk/views/:id',
    summary: 'Delete your saved view',
    ...byAgents,
    handle: (ctx, { id }) => removeView(ctx, id)
  })
}
