import { identityFault } from './identity-fault'
import { birthDateOf, readWrittenIdentity, sexOf } from './identity-number'
import type { FaultBook } from './fault-book'
import { readWrittenName, type WrittenName } from './person-name'
import { readWrittenPhone } from './phone-number'
import { columnLetter } from './raw-workbook'
import { faultAt, fieldCell, type JudgedRow } from './roster-cells'
import { compact, saysNothing } from './written-text'

/** The fields that belong to the person, whatever the post: name, identity number, sex, phone, police number. */
export function judgePerson(row: JudgedRow, book: FaultBook, today: string): void {
  judgeName(row, book)
  judgeIdentity(row, book, today)
  judgeSex(row, book)
  judgePhone(row, book)
  judgePoliceNumber(row, book)
}

/** The same person goes on in this row: the name itself is merged from above. */
function sameNameAsAbove(row: JudgedRow): boolean {
  return fieldCell(row.table, row.source, 'name').fromAbove
}

const doubtful: Record<Extract<WrittenName, { kind: 'doubt' }>['reason'], string> = {
  note: '姓名后带有说明。确认姓名是否如建议。',
  sign: '姓名里有数字或符号。对照原件确认。',
  length: '姓名字数少见。对照原件确认。',
  two: '姓名中间有空格，像是两个人。确认是一个人，或分成两行。',
  unprintable: '姓名里有显示不出的字。对照原件确认。',
}

function judgeName(row: JudgedRow, book: FaultBook): void {
  const { text, column } = fieldCell(row.table, row.source, 'name')
  const { headers, nameRivals, secondNames } = row.source.layout
  const reading = readWrittenName(text)
  if (reading.kind === 'empty') book.add(row, faultAt(row, 'name', 'name_missing', 'error', column === null ? '表里没有姓名一列。先指明哪一列是姓名。' : '姓名空着。对照原件补全。'))
  else if (reading.kind === 'several') {
    const names = reading.names.join('、')
    row.name = names
    book.add(row, faultAt(row, 'name', 'name_two_people', 'error', `一格填了${reading.names.length}个人：${names}。一人一行填写。`))
  } else {
    row.name = reading.name
    if (reading.kind === 'doubt') {
      book.add(row, faultAt(row, 'name', 'name_unusual', 'confirm', doubtful[reading.reason], reading.name))
    } else if (reading.spelling !== null) {
      const message = reading.spelling === 'name_dot' ? '姓名里的间隔点统一写作“·”。' : '姓名中间的空格去掉。'
      book.add(row, faultAt(row, 'name', reading.spelling, 'normalise', message, reading.name))
    }
  }
  if (column !== null && nameRivals.length > 0 && reading.kind !== 'empty') {
    const others = nameRivals.map((header) => `“${header}”`).join('、')
    book.add(row, faultAt(row, 'name', 'name_column_unsure', 'confirm', `${others}一列也像姓名。确认本人姓名在“${headers.get(column) || columnLetter(column)}”一列，或先指明姓名列。`, row.name))
  }
  const second = secondNames.some((column) => row.table.grid.ownText(row.row, column) !== '')
  if (second) book.add(row, faultAt(row, 'name', 'two_people_one_row', 'error', '一行里有两个人。分成两行填写。'))
}

const identitySpelling = {
  full_width: ['id_full_width', '身份证号里的全角字符转为半角。'],
  inner_space: ['id_inner_space', '身份证号里的空格去掉。'],
  lowercase_x: ['id_lowercase_x', '身份证号末位的小写x转为大写X。'],
} as const

function judgeIdentity(row: JudgedRow, book: FaultBook, today: string): void {
  const { cell, column, fromAbove } = fieldCell(row.table, row.source, 'idNo')
  const say = (kind: string, severity: 'error' | 'confirm' | 'normalise', message: string, suggested: string | null = null) =>
    book.add(row, faultAt(row, 'idNo', kind, severity, message, suggested))
  if (fromAbove && !sameNameAsAbove(row)) {
    say('id_merged_cell', 'confirm', '身份证号与上一行合并，本人的号码不明。确认先不填，或补全。')
    return
  }
  const reading = readWrittenIdentity(cell)
  switch (reading.kind) {
    case 'empty':
      say('id_empty', 'confirm', column === null ? '表里没有身份证号一列。确认先不填，或补上这一列。' : '身份证号空着。确认先不填，或对照原件补全。')
      return
    case 'old':
      say('id_15_digits', 'error', identityFault(reading), reading.suggested)
      return
    case 'length':
      say(`id_${reading.digits}_digits`, 'error', identityFault(reading))
      return
    case 'checkDigit':
      say('id_check_digit', 'error', identityFault(reading))
      return
    case 'birthDate':
      say('id_birth_date', 'error', identityFault(reading))
      return
    case 'precisionLost':
      say('id_precision_lost', 'error', '身份证号按数字保存，末几位已丢失。把单元格设为文本，对照原件重新录入。')
      return
    case 'masked':
      say('id_masked', 'error', identityFault(reading))
      return
    case 'unreadable':
      say('id_not_number', 'error', identityFault(reading))
      return
    case 'valid':
  }
  const birthOn = birthDateOf(reading.number)
  row.idNo = reading.number
  row.birthOn = birthOn
  if (birthOn !== null && birthOn > today) say('id_birth_date', 'error', '身份证号里的出生日期在今天之后。对照原件改正。')
  for (const spelling of reading.spellings) {
    const [kind, message] = identitySpelling[spelling]
    say(kind, 'normalise', message, reading.number)
  }
}

export function lengthMessage(what: string, digits: number, right: number): string {
  return digits < right
    ? `${what}只有${digits}位，少${right - digits}位。对照原件补全。`
    : `${what}有${digits}位，多${digits - right}位。对照原件改正。`
}

function judgeSex(row: JudgedRow, book: FaultBook): void {
  const { text } = fieldCell(row.table, row.source, 'sex')
  const derived = row.idNo === null ? null : sexOf(row.idNo)
  const plain = compact(text)
  const written = /^(男|M|MALE|先生)性?$/i.test(plain) ? '男' : /^(女|F|FEMALE|女士)性?$/i.test(plain) ? '女' : null
  row.sex = derived ?? written
  if (saysNothing(text)) return
  if (written === null) {
    book.add(row, faultAt(row, 'sex', 'sex_unknown', 'confirm', '性别不是男或女。对照原件确认。', derived))
  } else if (derived !== null && written !== derived) {
    const message = `性别填“${written}”，身份证号第17位显示为${derived}。对照原件确认。`
    book.add(row, faultAt(row, 'sex', 'id_gender_mismatch', 'confirm', message, derived))
  }
}

const phoneSpelling = {
  full_width: ['phone_full_width', '电话里的全角数字转为半角。'],
  separators: ['phone_separators', '电话里的分隔符去掉。'],
  country_code: ['phone_country_code', '电话前面的86去掉。'],
} as const

function judgePhone(row: JudgedRow, book: FaultBook): void {
  const { cell, fromAbove } = fieldCell(row.table, row.source, 'phone')
  const say = (kind: string, severity: 'error' | 'confirm' | 'normalise', message: string, suggested: string | null = null) =>
    book.add(row, faultAt(row, 'phone', kind, severity, message, suggested))
  if (fromAbove && !sameNameAsAbove(row)) {
    say('phone_merged_cell', 'confirm', '电话与上一行合并，本人的号码不明。确认先不填，或补全。')
    return
  }
  const reading = readWrittenPhone(cell)
  switch (reading.kind) {
    case 'empty':
      return
    case 'mobile':
      row.phone = reading.number
      for (const spelling of reading.spellings) {
        const [kind, message] = phoneSpelling[spelling]
        say(kind, 'normalise', message, reading.number)
      }
      return
    case 'landline':
      row.phone = reading.number
      say('phone_landline', 'confirm', '填的是座机。确认就用座机，或换成11位手机号。', reading.number)
      return
    case 'several':
      row.phone = reading.numbers[0] ?? null
      say('phone_two_numbers', 'confirm', `一格填了${reading.numbers.length}个电话。确认用第一个，或选定一个。`, row.phone)
      return
    case 'length':
      say(`phone_${reading.digits}_digits`, 'error', lengthMessage('手机号', reading.digits, 11))
      return
    case 'notMobile':
      say('phone_not_mobile', 'error', '电话不是手机号的号段。对照原件改正。')
      return
    case 'masked':
      say('phone_masked', 'error', '电话已打码。对照原件补全。')
      return
    case 'precisionLost':
      say('phone_precision_lost', 'error', '电话按数字保存，末几位已丢失。把单元格设为文本，重新录入。')
      return
    case 'unreadable':
      say('phone_not_number', 'error', '电话里有不该有的字符。对照原件改正。')
  }
}

function judgePoliceNumber(row: JudgedRow, book: FaultBook): void {
  const { text, fromAbove } = fieldCell(row.table, row.source, 'policeNo')
  if (saysNothing(text) || (fromAbove && !sameNameAsAbove(row))) return
  const plain = compact(text)
  row.policeNo = plain
  if (/^\d{6}$/.test(plain)) return
  if (/^\d{1,5}$/.test(plain)) {
    row.policeNo = plain.padStart(6, '0')
    const message = `警号只有${plain.length}位，前面的0可能丢了。确认是否为${row.policeNo}。`
    book.add(row, faultAt(row, 'policeNo', 'police_no_short', 'confirm', message, row.policeNo))
    return
  }
  // Auxiliaries carry numbers of the station's own making in the same column; only an officer's has six digits.
  if (row.post !== 'community_police' && !/^\d+$/.test(plain)) return
  const [six] = /(?<!\d)\d{6}(?!\d)/.exec(plain) ?? []
  row.policeNo = six ?? plain
  book.add(row, faultAt(row, 'policeNo', 'police_no_format', 'confirm', '警号不是6位数字。对照原件确认。', six ?? null))
}
