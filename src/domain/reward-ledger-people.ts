import { readWrittenName } from './person-name'
import { isPlaceName, placeKey } from './place-name'
import { postFromText, postLabel, postsInText, type Post } from './post'
import type { LedgerTenure } from './reward-ledger-analysis'
import { ledgerCell, ledgerFault, type JudgedLine, type LedgerBook } from './reward-ledger-cells'
import { holdsOn } from './tenure'
import { readAmountText } from './written-amount'
import { compact, halfWidth, saysNothing } from './written-text'

/** The only posts that are rewarded (P12, I12). */
const rewarded: readonly Post[] = ['grid_chief', 'aux_police']

/** The roster by name, as the ledger names people. */
export class LedgerRoster {
  private readonly byName = new Map<string, LedgerTenure[]>()

  constructor(tenures: readonly LedgerTenure[]) {
    for (const tenure of tenures) {
      const name = compact(tenure.name)
      const known = this.byName.get(name)
      if (known === undefined) this.byName.set(name, [tenure])
      else known.push(tenure)
    }
  }

  of(name: string): readonly LedgerTenure[] {
    return this.byName.get(name) ?? []
  }
}

interface Written {
  name: string
  community: string | null
  post: Post | null
  shareFen: number | null
}

/** Who is rewarded, as the cell has it; several names share the line. */
export function readRecipients(line: JudgedLine, book: LedgerBook): void {
  const { text } = ledgerCell(line, 'recipient')
  if (saysNothing(text)) {
    book.add(line, ledgerFault(line, 'recipient', 'recipient_missing', 'error', '受奖人空着。对照审批表补全。'))
    return
  }
  const pieces = halfWidth(text).split(/[、，,/;；\n]|(?<=[\p{Script=Han})）元])[和与及](?=[\p{Script=Han}]{2})/u).map((piece) => piece.trim()).filter((piece) => piece !== '')
  const several = pieces.length > 1 ? pieces.map(readOne) : []
  const read = several.length > 1 && several.every(({ name }) => readWrittenName(name).kind === 'name') ? several : [readOne(halfWidth(text).trim())]
  const written: Written[] = []
  for (const one of read) {
    const name = readWrittenName(one.name)
    if (name.kind === 'several' || name.kind === 'empty') continue
    written.push({ ...one, name: name.name })
    if (name.kind === 'doubt') book.add(line, ledgerFault(line, 'recipient', 'name_unusual', 'confirm', '受奖人姓名里有说明、数字或符号。对照原件确认。', { suggested: name.name }))
    else if (name.spelling !== null && read.length === 1) book.add(line, ledgerFault(line, 'recipient', name.spelling, 'normalise', `姓名统一写作${name.name}。`, { suggested: name.name }))
  }
  const ownCommunity = ledgerCell(line, 'community').text
  line.community = saysNothing(ownCommunity) ? (written.length === 1 ? (written[0]?.community ?? null) : null) : compact(ownCommunity)
  line.recipients = written.map(({ name, post }) => ({ name, personId: null, post, communityId: null, gridId: null, shareFen: 0 }))
  line.statedShares = written.map(({ shareFen }) => shareFen)
  const twice = line.recipients.find(({ name }, index) => line.recipients.findIndex((other) => other.name === name) !== index)
  if (twice !== undefined) book.add(line, ledgerFault(line, 'recipient', 'recipient_twice', 'error', `一格里${twice.name}写了两次。对照审批表改正。`))
}

/** 张三（东塘社区）, 李四（网格长）, 王五60元. */
function readOne(piece: string): Written {
  let [rest, community, post, shareFen]: [string, string | null, Post | null, number | null] = [piece, null, null, null]
  const take = (note: string): boolean => {
    const amount = readAmountText(note)
    if (/元|¥|￥/.test(note) && 'fen' in amount) shareFen = amount.fen
    else if (isPlaceName(note)) community = compact(note)
    else if (postFromText(note) !== null) post = postFromText(note)
    else return false
    return true
  }
  rest = rest.replace(/[(（]([^()（）]{1,20})[)）]/g, (all, note: string) => (take(note) ? '' : all))
  rest = rest.replace(/[:：]?([¥￥]?\d[\d,.]*元)$/, (all, amount: string) => (take(amount) ? '' : all))
  return { name: rest.trim(), community, post, shareFen }
}

/** Post and roster: in post on that date and in the post named, a grid lead or an auxiliary (I12). */
export function judgeRecipients(line: JudgedLine, book: LedgerBook, roster: LedgerRoster): void {
  const { text } = ledgerCell(line, 'post')
  const stated = saysNothing(text) ? [] : postsInText(text)
  const fitting = stated.filter((post) => rewarded.includes(post))
  if (!saysNothing(text) && fitting.length === 0) {
    const label = stated[0] === undefined ? `“${text.slice(0, 20)}”` : postLabel(stated[0])
    book.add(line, ledgerFault(line, 'post', 'wrong_post', 'error', `受奖人是${label}，不在奖励范围（只奖网格长、警辅人员）。`))
    return
  }
  const pieces = text.split(/[、，,/;；]/).map(postFromText)
  for (const [index, recipient] of line.recipients.entries()) {
    // One post beside several names is the first one's; the roster tells the others'.
    const own = recipient.post ?? (pieces.length === line.recipients.length ? (pieces[index] ?? null) : null)
    const shared = line.recipients.length === 1 && fitting.length > 0 ? fitting : rewarded
    const allowed = own !== null && rewarded.includes(own) ? [own] : shared
    recipient.post = allowed.length === 1 ? (allowed[0] ?? null) : null
    settle(line, book, recipient, allowed, roster)
  }
}

function settle(line: JudgedLine, book: LedgerBook, recipient: JudgedLine['recipients'][number], allowed: readonly Post[], roster: LedgerRoster): void {
  const tenures = roster.of(recipient.name)
  const { on } = line
  const fail = (field: 'recipient' | 'post', kind: string, message: string) => book.add(line, ledgerFault(line, line.source.layout.of[field] === undefined ? 'recipient' : field, kind, 'error', message))
  if (tenures.length === 0) {
    fail('recipient', 'not_in_roster', `花名册里没有${recipient.name}。核对姓名，或先在花名册里登记。`)
    return
  }
  if (on === null) return
  const that = tenures.filter((tenure) => holdsOn(tenure, on))
  const holding = that.filter(({ post }) => allowed.includes(post))
  if (holding.length === 0) {
    const other = that.find(({ post }) => rewarded.includes(post))
    const once = tenures.find(({ post }) => allowed.includes(post))
    if (other !== undefined) fail('post', 'post_differs', `花名册里${recipient.name}那天是${postLabel(other.post)}，与表里的岗位不一致。对照任命文件改正。`)
    else if (once !== undefined) fail('recipient', 'not_in_post', `${recipient.name}在${on}不在任（任职${once.startOn ?? '早于记录'}起${once.endOn === null ? '' : `，${once.endOn}交接`}）。核对日期和花名册。`)
    else fail('post', 'wrong_post', `花名册里${recipient.name}是${postLabel((that[0] ?? tenures[0])?.post ?? 'volunteer')}，不在奖励范围（只奖网格长、警辅人员）。`)
    return
  }
  const chosen = oneOf(line, holding)
  const people = new Set(chosen.map(({ personId }) => personId))
  const [first] = chosen
  if (first === undefined) return
  Object.assign(recipient, { personId: first.personId, post: first.post, communityId: first.communityId, gridId: first.gridId })
  if (people.size > 1) {
    const where = [...new Set(chosen.map(({ community }) => community))].join('、')
    const message = `花名册里那天有${people.size}个${recipient.name}（${where}）。确认是${first.community}的，或在姓名后写明，如“${recipient.name}（${first.community}）”。`
    book.add(line, ledgerFault(line, 'recipient', 'same_name', 'confirm', message, { suggested: `${recipient.name}（${first.community}）` }))
  }
}

/** Of several people of one name the one whose community the line names: in its own column, behind the name, or in the lead. */
function oneOf(line: JudgedLine, holding: LedgerTenure[]): LedgerTenure[] {
  if (new Set(holding.map(({ personId }) => personId)).size < 2) return holding
  const stem = (community: string) => placeKey(community).stem
  if (line.community !== null) {
    const named = holding.filter(({ community }) => stem(community) === stem(line.community ?? ''))
    if (named.length > 0) return named
  }
  const about = compact(`${ledgerCell(line, 'lead').text} ${ledgerCell(line, 'remark').text}`)
  const told = holding.filter(({ community }) => about.includes(community))
  return told.length > 0 ? told : holding
}
