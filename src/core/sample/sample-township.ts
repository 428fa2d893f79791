import type { Post } from '../../domain/post'
import type { PersonFields } from '../features/roster/person-register'

/** Where the sample lies. The district is real, the township and its three digits are invented. */
export const samplePlace = { name: '青禾镇', short: '青禾', areaCode: '410105193' }

/** An invented township as plain data; people and places are named by their index. */
export interface SampleTownship {
  name: string
  areaCode: string
  communities: SampleCommunity[]
  persons: SamplePerson[]
  /** By day; handovers follow when they are played in this order. */
  changes: SampleChange[]
  exemptions: SampleExemption[]
}

export interface SampleCommunity {
  name: string
  areaCode: string
  kind: 'residents_committee' | 'village_committee'
  grids: SampleGrid[]
}

export interface SampleGrid {
  name: string
  code: string
  households: number
  rentalUnits: number
  boundary: string
}

export interface SamplePerson extends PersonFields {
  idNo: string
  phone: string
  sex: '男' | '女'
  dutyPhone: string | null
}

export interface SampleSeat {
  post: Post
  community: number
  /** Index within the community. */
  grid: number | null
}

export interface SampleChange extends SampleSeat {
  onDate: string
  outgoing: number | null
  incoming: number | null
  isActing: boolean
  docNo: string | null
  reason: string
}

export interface SampleExemption {
  community: number
  grid: number
  fromOn: string
  toOn: string | null
  authority: string
  reason: string
}

export const seatKey = (seat: SampleSeat): string => `${seat.post}/${seat.community}/${seat.grid ?? ''}`
