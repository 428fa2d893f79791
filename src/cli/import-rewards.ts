import { accountLines, mayStore, unreadHint } from './account-lines'
import type { CommandCore } from './command-core'
import type { CommandLine, Outcome } from './command-line'

const yuan = (fen: number): string => `${(fen / 100).toFixed(2)}元`

/**
 * Reads the year's reward ledger and stores its accepted lines as historical records; with --preview nothing is stored.
 * Lines that are stored already count as accepted and are not written again. Exit 1 where lines were left out, or
 * where the file was not read whole: then nothing is stored without --accept-unread.
 */
export async function importRewards({ services, client }: CommandCore, line: CommandLine, file: { fileName: string; bytes: Uint8Array }, year: number): Promise<Outcome> {
  const preview = line.options['preview'] === true
  const opened = await client.rewardsImport.open({ ticket: services.tickets.acceptUpload(file), year })
  const { importId, counts, acceptedFen, capitals, account } = opened
  const { faults } = await client.rewardsImport.faults({ importId, withConversions: true })
  const fresh = counts.accepted - counts.alreadyStored
  const whole = mayStore(account, line)
  const done = !preview && whole && fresh > 0 ? await client.rewardsImport.commit({ importId, acceptUnread: whole }) : null
  if (done === null) await client.rewardsImport.discard({ importId })
  const leftOut = counts.needsConfirmation + counts.refused
  const reason = counts.read > 0 ? null : '没有认出奖励台账：表头至少要有受奖人、金额或物品，以及日期、案件编号等两列。'
  const result = {
    ...(reason === null ? {} : { reason }),
    read: counts.read,
    accepted: counts.accepted,
    normalised: counts.normalised,
    needsConfirmation: counts.needsConfirmation,
    refused: counts.refused,
    skipped: counts.skipped,
    acceptedFen,
    capitals,
    stored: done?.stored ?? 0,
    alreadyStored: counts.alreadyStored,
    faults: faults.map(({ sheet, row, column, kind, severity, message, suggested, suggestedFen }) => ({ sheet, row, column, kind, severity, message, suggested, suggestedFen })),
    account,
  }
  const words = [
    `读到${counts.read}行：接收${counts.accepted}（其中已规范${counts.normalised}，库里已有${counts.alreadyStored}），待确认${counts.needsConfirmation}，拒绝${counts.refused}；跳过${counts.skipped}行。`,
    ...(reason === null ? [] : [reason]),
    ...accountLines(account),
    `接收现金合计${yuan(acceptedFen)}，${capitals}。`,
    done === null ? '没有写入，库里没有变动。' : `已写入${done.stored}行，${yuan(done.storedFen)}。`,
    ...faults.filter(({ severity }) => severity !== 'normalise').map((fault) => `${fault.severity === 'error' ? '拒绝' : '待确认'}　${fault.sheet}!${fault.column ?? ''}${fault.row}　${fault.message}`),
    ...(whole ? [] : [unreadHint]),
  ].join('\n')
  return { exit: !preview && (!whole || leftOut > 0 || counts.read === 0) ? 1 : 0, result, words }
}
