import { endpoint } from '@stoa/core'
import { followedTags, tag, tagDescription, tagParams } from './contract.ts'
import {
  describeTag,
  readDescription,
  showTag,
  followTag,
  listFollowedTags,
  unfollowTag
} from './tag.ts'

const writeLimit = { per: 'actor', count: 60, seconds: 60 } as const

/** Endpoints of tags; `findingEndpoints` list and suggest them. */
export const tagEndpoints = {
  tag: endpoint({
    method: 'GET',
    path: '/tags/:tag',
    summary: 'Get a tag that a thread you see has',
    params: tagParams,
    answers: { 200: tag },
    minimumRole: 'guest',
    handle: (ctx, { tag }) => showTag(ctx, tag)
  }),
  tagDescription: endpoint({
    method: 'GET',
    path: '/tags/:tag/description',
    summary: 'Get the description of a tag in every language',
    params: tagParams,
    answers: { 200: tagDescription },
    minimumRole: 'staff',
    handle: (ctx, { tag }) => readDescription(ctx, tag)
  }),
  describeTag: endpoint({
    method: 'PUT',
    path: '/tags/:tag/description',
    summary: 'Describe a tag, or remove its description',
    params: tagParams,
    body: tagDescription,
    minimumRole: 'staff',
    limit: writeLimit,
    handle: (ctx, { tag, description }) => describeTag(ctx, tag, description)
  }),
  followTag: endpoint({
    method: 'PUT',
    path: '/tags/:tag/following',
    summary: 'Follow a tag',
    params: tagParams,
    minimumRole: 'member',
    limit: writeLimit,
    handle: (ctx, { tag }) => followTag(ctx, tag)
  }),
  unfollowTag: endpoint({
    method: 'DELETE',
    path: '/tags/:tag/following',
    summary: 'Unfollow a tag',
    params: tagParams,
    minimumRole: 'member',
    handle: (ctx, { tag }) => unfollowTag(ctx, tag)
  }),
  followedTags: endpoint({
    method: 'GET',
    path: '/followed-tags',
    summary: 'List the tags that you follow',
    answers: { 200: followedTags },
    minimumRole: 'member',
    handle: (ctx) => listFollowedTags(ctx)
  })
}
