import type { DemoThread } from '../types.ts'
import { account } from './account.ts'
import { api } from './api.ts'
import { app } from './app.ts'
import { deposits } from './deposits.ts'
import { guides } from './guides.ts'
import { ideas } from './ideas.ts'
import { introductions } from './introductions.ts'
import { lounge } from './lounge.ts'
import { outage } from './outage.ts'
import { p2p } from './p2p.ts'
import { scams } from './scams.ts'
import { security } from './security.ts'
import { signIn } from './sign-in.ts'
import { staffRoom } from './staff-room.ts'
import { staking } from './staking.ts'
import { taxes } from './taxes.ts'
import { trading } from './trading.ts'
import { tutorials } from './tutorials.ts'
import { verification } from './verification.ts'
import { withdrawals } from './withdrawals.ts'

/** In no particular order. Acts are sorted by time before they run. */
export const demoThreads: DemoThread[] = [
  ...guides,
  ...introductions,
  ...deposits,
  ...outage,
  ...withdrawals,
  ...p2p,
  ...account,
  ...verification,
  ...signIn,
  ...api,
  ...trading,
  ...staking,
  ...taxes,
  ...app,
  ...security,
  ...scams,
  ...tutorials,
  ...ideas,
  ...lounge,
  ...staffRoom
]
