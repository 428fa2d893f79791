import { accountLines, mayStore, unreadHint } from './account-lines'
import type { CommandCore } from './command-core'
import type { CommandLine, Outcome } from './command-line'

const severityWords = { error: '拒绝', confirm: '核对', blank: '未打分', completeness: '缺行', normalise: '已规范' } as const

/**
 * Reads score sheets of a month and hands in the accepted rows as proxy entry; with --preview nothing is stored.
 * Counts are rows: read = accepted + refused + blank. Exit 1 where rows were left out or nothing could be handed in,
 * or where the file was not read whole: then nothing is stored without --accept-unread.
 */
export async function importScores({ services, client }: CommandCore, line: CommandLine, month: string, file: { fileName: string; bytes: Uint8Array }): Promise<Outcome> {
  const preview = line.options['preview'] === true
  const opened = await client.evaluationsImport.open({ ticket: services.tickets.acceptUpload(file), month })
  const { importId, counts, toHandIn, account } = opened
  const { faults } = await client.evaluationsImport.faults({ importId, withConversions: true })
  const { results } = await client.evaluationsImport.results({ importId })
  const whole = mayStore(account, line)
  const store = !preview && whole && toHandIn > 0
  const handedIn = store ? (await client.evaluationsImport.commit({ importId, acceptUnread: whole })).handedIn : 0
  if (!store) await client.evaluationsImport.discard({ importId })
  const { read, accepted, normalised, refused, blank } = counts
  const reason = read > 0 ? null : '没有认出评分表：没有一张表有姓名和评分项目这样的表头。'
  const result = {
    ...(reason === null ? {} : { reason }),
    read,
    accepted,
    normalised,
    refused,
    blank,
    handedIn,
    faults: faults.map(({ sheet, row, column, kind, severity, message, suggested }) => ({ sheet, row, column, kind, severity, message, suggested })),
    results,
    account,
  }
  const words = [
    `读到${read}行：采用${accepted}（其中已规范${normalised}），拒绝${refused}，未打分${blank}；跳过${counts.skipped}行。`,
    ...(reason === null ? [] : [reason]),
    ...accountLines(account),
    `本文件中警辅${results.length}人，两份评分齐全${opened.complete}人，未齐${opened.open}人。`,
    store ? `已代录提交${handedIn}张评分表。` : preview ? '只是预览，库里没有变动。' : '没有提交，库里没有变动。',
    ...faults.filter(({ severity }) => severity !== 'normalise').map(({ severity, sheet, row, column, message }) => `${severityWords[severity]}　${sheet}!${column ?? ''}${row}　${message}`),
    ...(whole ? [] : [unreadHint]),
  ].join('\n')
  return { exit: preview ? 0 : !whole || refused + blank > 0 || accepted === 0 ? 1 : 0, result, words }
}
