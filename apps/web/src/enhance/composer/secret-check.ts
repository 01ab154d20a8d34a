// A separate chunk, loaded when somebody types.
export {
  apart,
  findPersonalData,
  findSecrets,
  isKey,
  notListed,
  replaced,
  searchFor
} from '@stoa/guards/browser'
