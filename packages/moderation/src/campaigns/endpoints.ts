import { byModerators, endpoint } from '@stoa/core'
import { waitingQuery } from '../shapes.ts'
import { decidedCampaign, campaignDecision, campaignList } from './contract.ts'
import { decideCampaign, undoCampaign } from './decide.ts'
import { listCampaigns } from './list.ts'

export const campaignsEndpoints = {
  campaigns: endpoint({
    method: 'GET',
    path: '/moderation/campaigns',
    summary:
      'Nearly the same text from several accounts, which waits as one case; the oldest first',
    query: waitingQuery,
    answers: { 200: campaignList },
    ...byModerators,
    handle: listCampaigns
  }),
  decideCampaign: endpoint({
    method: 'POST',
    path: '/moderation/campaigns/:id/decision',
    summary: 'Hide or release all held posts of a campaign',
    body: campaignDecision,
    answers: { 200: decidedCampaign },
    ...byModerators,
    handle: (ctx, { id, ...input }) => decideCampaign(ctx, id, input)
  }),
  undoCampaign: endpoint({
    method: 'POST',
    path: '/moderation/campaigns/:id/undo',
    summary: 'Undo your decision on a campaign, within ten minutes',
    ...byModerators,
    handle: (ctx, { id }) => undoCampaign(ctx, id)
  })
}
