import { fieldDifferences } from '../../shell/use-opened'
import type { CommunityTeam, TeamGrid } from './community-store'

export const communityDifferences = (before: CommunityTeam, now: CommunityTeam): string[] =>
  fieldDifferences(before, now, [
    { label: '名称', of: ({ name }) => name },
    { label: '区划代码', of: ({ areaCode }) => areaCode },
    { label: '工作站名称', of: ({ stationName }) => stationName },
    { label: '警务站名称', of: ({ policePostName }) => policePostName },
  ])

const countOf = (count: number | null): string | null => (count === null ? null : String(count))

export const gridDifferences = (before: TeamGrid, now: TeamGrid): string[] =>
  fieldDifferences(before, now, [
    { label: '名称', of: ({ name }) => name },
    { label: '网格编号', of: ({ code }) => code },
    { label: '户数', of: ({ households }) => countOf(households) },
    { label: '出租房', of: ({ rentalUnits }) => countOf(rentalUnits) },
    { label: '范围', of: ({ boundary }) => boundary },
  ])
