import { endpoint } from '@stoa/core'
import { created, idParams, nothing } from '@stoa/core/contract'
import { slugParams } from '../shapes.ts'
import {
  seriesChange,
  seriesInput,
  seriesList,
  seriesOrder,
  seriesPage,
  seriesSource
} from './contract.ts'
import { addSeries, changeSeries, deleteSeries, orderSeries } from './series-changes.ts'
import { listSeries, showSeries, showSeriesSource } from './series.ts'

/** Endpoints of series of articles. */
export const seriesEndpoints = {
  series: endpoint({
    method: 'GET',
    path: '/article-series',
    summary: 'List series of articles',
    answers: { 200: seriesList },
    minimumRole: 'guest',
    handle: (ctx) => listSeries(ctx)
  }),
  showSeries: endpoint({
    method: 'GET',
    path: '/article-series/pages/:slug',
    summary: 'Get a series with its articles in their order',
    params: slugParams,
    answers: { 200: seriesPage },
    minimumRole: 'guest',
    handle: (ctx, { slug }) => showSeries(ctx, slug)
  }),
  seriesSource: endpoint({
    method: 'GET',
    path: '/article-series/:id/source',
    summary: 'Get a series in all languages, with all its articles',
    params: idParams,
    answers: { 200: seriesSource },
    minimumRole: 'staff',
    handle: (ctx, { id }) => showSeriesSource(ctx, id)
  }),
  addSeries: endpoint({
    method: 'POST',
    path: '/article-series',
    summary: 'Add a series of articles',
    body: seriesInput,
    answers: { 201: created },
    minimumRole: 'staff',
    handle: addSeries
  }),
  orderSeries: endpoint({
    method: 'PUT',
    path: '/article-series/:id/order',
    summary: 'Put the articles of a series in another order',
    params: idParams,
    body: seriesOrder,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id, ids }) => orderSeries(ctx, id, ids)
  }),
  changeSeries: endpoint({
    method: 'PATCH',
    path: '/article-series/:id',
    summary: 'Change the words of a series',
    params: idParams,
    body: seriesChange,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id, ...change }) => changeSeries(ctx, id, change)
  }),
  deleteSeries: endpoint({
    method: 'DELETE',
    path: '/article-series/:id',
    summary: 'Delete a series; its articles stay',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id }) => deleteSeries(ctx, id)
  })
}
