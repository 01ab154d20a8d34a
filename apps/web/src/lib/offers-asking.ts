import type { Me } from './shapes.ts'

/** Whether pages offer to ask: to guests, who sign up on the way, and to members who may write. */
export const offersAsking = ({ role, can }: Me): boolean => role === 'guest' || can.ask
