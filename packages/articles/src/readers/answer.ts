import { Answer } from '@stoa/core'

/** 202 if readers wait for a second person, else 204. */
export const answerOf = ({ awaiting }: { awaiting: boolean }) =>
  awaiting ? new Answer(202, { awaiting: true as const }) : new Answer(204, undefined)
