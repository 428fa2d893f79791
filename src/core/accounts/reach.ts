import type { HeldRole } from '../../contract/roles'
import { forbidden } from '../refusal'

export interface PlainReach {
  readonly township: boolean
  readonly communities: readonly string[]
  readonly grids: readonly string[]
}

/** How far roles reach: the township, or named communities and grids. Made by the guard alone, from the roles that grant the procedure. */
export class Reach {
  private constructor(
    readonly township: boolean,
    readonly communities: ReadonlySet<string>,
    readonly grids: ReadonlySet<string>,
  ) {}

  static of(counting: readonly HeldRole[]): Reach {
    return new Reach(
      counting.some((role) => role.scope === 'township'),
      new Set(counting.flatMap((role) => (role.scope === 'community' && role.communityId ? [role.communityId] : []))),
      new Set(counting.flatMap((role) => (role.scope === 'grid' && role.gridId ? [role.gridId] : []))),
    )
  }

  /** For a thread of its own, which cannot be handed an object of a class: what was decided here holds there. */
  toPlain(): PlainReach {
    return { township: this.township, communities: [...this.communities], grids: [...this.grids] }
  }

  static fromPlain(plain: PlainReach): Reach {
    return new Reach(plain.township, new Set(plain.communities), new Set(plain.grids))
  }

  static readonly nowhere = new Reach(false, new Set(), new Set())

  get isNowhere(): boolean {
    return !this.township && this.communities.size === 0 && this.grids.size === 0
  }

  seesWholeCommunity(communityId: string): boolean {
    return this.township || this.communities.has(communityId)
  }

  seesSeat(seat: { community_id: string; grid_id: string | null }): boolean {
    return this.seesWholeCommunity(seat.community_id) || (seat.grid_id !== null && this.grids.has(seat.grid_id))
  }

  /** @throws Refusal FORBIDDEN outside the caller's communities */
  requireCommunity(communityId: string): void {
    if (!this.seesWholeCommunity(communityId)) throw forbidden('这个村(社区)不在当前账号的范围内。库里没有变动。')
  }

  /** @throws Refusal FORBIDDEN for a caller whose roles reach less than the township */
  requireTownship(): void {
    if (!this.township) throw forbidden('这一步要全镇范围的权限。库里没有变动，请镇内勤办理。')
  }
}
