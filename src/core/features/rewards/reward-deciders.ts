import type { Role } from '../../../contract/roles'
import { keepAttachment, takeScan } from '../../attachments/attachments'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Transaction } from '../../database/transaction'
import { forbidden, notFound, refuse } from '../../refusal'
import { nameOf } from '../roster/directory'
import type { Decider } from './reward-decision'
import { rewardOf } from './reward-row'
import { ownPerson } from './reward-sight'

export interface Signing {
  rewardId: string
  onPaper: { signerId: string | null; signer: string; signedOn: string; scanTicket: string } | null
  /** Who may take the step in the own session. */
  roles: readonly Role[]
}

/**
 * Who takes a step that needs a signature: one of the named roles in the own session, or a clerk who records what was
 * signed on paper, with its scan.
 * @throws Refusal FORBIDDEN, `paper_needed` for a clerk without a paper, `signer` when the named person has another name
 */
export function deciderOf(services: CoreServices, caller: Caller, signing: Signing): Decider {
  const { reader } = services.database
  const reward = rewardOf(reader, signing.rewardId)
  if (!reward) throw notFound()
  const reaches = (roles: readonly Role[]): boolean => caller.reachAs(...roles).seesWholeCommunity(reward.community_id)
  const { onPaper } = signing
  if (onPaper === null) {
    if (reaches(signing.roles)) return { accountId: caller.actor.id, personId: ownPerson(reader, caller), name: caller.actor.name, on: caller.today, onPaper: false, keepScan: () => null }
    if (reaches(['clerk'])) throw refuse('paper_needed', '内勤只登记纸面签字。没有办理，填签字人、日期并上传扫描件。', 'onPaper')
    throw forbidden('这一步不归当前账号签字。库里没有变动。')
  }
  if (!reaches(['clerk'])) throw forbidden('纸面签字由内勤登记。库里没有变动。')
  if (onPaper.signerId !== null && nameOf(reader, onPaper.signerId) !== onPaper.signer) throw refuse('signer', '签字人姓名和花名册里的不一致。没有登记，重新选签字人。', 'onPaper.signer')
  return { accountId: null, personId: onPaper.signerId, name: onPaper.signer, on: onPaper.signedOn, onPaper: true, keepScan: keepScanOf(services, onPaper.scanTicket) }
}

/** Takes the scan off its ticket only when the step reaches it, and keeps it with the reward. */
export const keepScanOf =
  (services: CoreServices, ticket: string | null) =>
  (tx: Transaction, rewardId: string): string | null => {
    if (ticket === null) return null
    const file = takeScan(services.tickets, ticket)
    // The name a clerk gave the file may name who is rewarded; it would stand in clear.
    const ending = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' }[file.mime] ?? 'bin'
    return keepAttachment(tx, services.database.key, { table: 'reward', id: rewardId }, 'signed_scan', { ...file, fileName: `签字扫描件.${ending}` })
  }
