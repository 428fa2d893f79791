import type { CommunityTeam } from './community-store'

/** What the organisation dialog is opened for: a new community, or the one on screen with its grids. */
export type OrganisationTask = { kind: 'addCommunity' } | { kind: 'community'; team: CommunityTeam }

/** The form that the dialog shows within a community. */
export type CommunityForm = { kind: 'community' } | { kind: 'addGrid' } | { kind: 'grid'; gridId: string } | { kind: 'exempt'; gridId: string }

