import { endpoint } from '@stoa/core'
import type { Limit } from '@stoa/core/limits'
import { created, idParams, nothing } from '@stoa/core/contract'
import {
  filterChange,
  filterInput,
  filterList,
  publicPatternList,
  trial,
  trialInput
} from './contract.ts'
import { publicPatterns } from './find.ts'
import { addFilter, listFilters, removeFilter, switchFilter } from './list.ts'
import { tryFilter } from './try.ts'

const byStaff = { minimumRole: 'staff', scope: 'moderate' } as const
const trialLimit: Limit = { per: 'actor', count: 20, seconds: 60 }

/** Endpoints of filters: `api.filters.<name>`. */
export const filtersEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/filters',
    summary: 'List filters',
    answers: { 200: filterList },
    ...byStaff,
    handle: listFilters
  }),
  publicPatterns: endpoint({
    method: 'GET',
    path: '/filters/public',
    summary:
      'Patterns of keys and account IDs of the organisation, to point out while somebody types',
    answers: { 200: publicPatternList },
    minimumRole: 'member',
    handle: publicPatterns
  }),
  add: endpoint({
    method: 'POST',
    path: '/filters',
    summary: 'Create a filter; it is off until you have tried it',
    body: filterInput,
    answers: { 201: created },
    ...byStaff,
    handle: addFilter
  }),
  try: endpoint({
    method: 'POST',
    path: '/filters/:id/trials',
    summary: 'Try a filter on a sample and on the posts of the last 30 days',
    params: idParams,
    body: trialInput,
    answers: { 200: trial },
    ...byStaff,
    limit: trialLimit,
    handle: (ctx, { id, sample }) => tryFilter(ctx, id, sample)
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/filters/:id',
    summary: 'Turn a filter on or off',
    params: idParams,
    body: filterChange,
    answers: { 204: nothing },
    ...byStaff,
    handle: (ctx, { id, enabled }) => switchFilter(ctx, id, enabled)
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/filters/:id',
    summary: 'Delete a filter',
    params: idParams,
    answers: { 204: nothing },
    ...byStaff,
    handle: (ctx, { id }) => removeFilter(ctx, id)
  })
}
