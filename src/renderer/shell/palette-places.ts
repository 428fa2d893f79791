import type { RouteLocationRaw } from 'vue-router'
import type { ProcedureName } from '../../contract/contract'

/** A page that the palette can open; `letters` are the initials and the pinyin that find it. */
export interface PalettePlace {
  title: string
  detail: string
  letters: string
  to: RouteLocationRaw
  needs: ProcedureName | null
}

export const palettePlaces: readonly PalettePlace[] = [
  { title: '镇总览', detail: '各村(社区)班组和缺岗', letters: 'zzl zhenzonglan', to: { name: 'board' }, needs: 'roster.board' },
  { title: '花名册', detail: '全部人员', letters: 'hmc huamingce', to: { name: 'people' }, needs: 'roster.people' },
  { title: '调整人员', detail: '谁离任、谁到任、从哪天起', letters: 'tzry tiaozhengrenyuan', to: { name: 'change' }, needs: 'roster.change' },
  { title: '导入花名册', detail: '读入表格，核对后入库', letters: 'drhmc daoruhuamingce', to: { name: 'import' }, needs: 'rosterImport.open' },
  { title: '例会', detail: '各村(社区)每周例会', letters: 'lh lihui zhoulihui', to: { name: 'meetings' }, needs: 'meetings.board' },
  { title: '议定事项', detail: '例会：未办结的、逾期的', letters: 'ydsx yidingshixiang duban', to: { name: 'meeting-decisions' }, needs: 'meetings.decisions' },
  { title: '查纪要', detail: '例会：在全部纪要里找', letters: 'cjy chajiyao jiyao', to: { name: 'meeting-search' }, needs: 'meetings.search' },
  { title: '读入纪要', detail: '例会：文字文件或粘贴', letters: 'drjy durujiyao', to: { name: 'meeting-import' }, needs: 'meetingsImport.preview' },
  { title: '工作日历', detail: '例会：放假和调休', letters: 'gzrl gongzuorili fangjia', to: { name: 'meeting-calendar' }, needs: 'meetings.calendar' },
  { title: '月度考核', detail: '谁没有交、结账、重开', letters: 'ydkh yuedukaohe', to: { name: 'evaluations' }, needs: 'evaluations.months' },
  { title: '考核模板', detail: '评哪几项、满分多少', letters: 'khmb kaohemuban', to: { name: 'evaluation-templates' }, needs: 'evaluations.templates' },
  { title: '考核申诉', detail: '登记和处理', letters: 'khss kaoheshensu', to: { name: 'evaluation-appeals' }, needs: 'evaluations.appeals' },
  { title: '重开记录', detail: '已结账月份的改动', letters: 'ckjl chongkaijilu', to: { name: 'evaluation-reopenings' }, needs: 'evaluations.reopenings' },
  { title: '外观', detail: '设置', letters: 'wg waiguan zihao', to: { name: 'appearance' }, needs: null },
  { title: '修改密码', detail: '设置', letters: 'xgmm xiugaimima', to: { name: 'password' }, needs: null },
  { title: '账号管理', detail: '设置', letters: 'zhgl zhanghaoguanli', to: { name: 'accounts' }, needs: 'accounts.list' },
  { title: '审计日志', detail: '设置', letters: 'sjrz shenjirizhi', to: { name: 'audit' }, needs: 'audit.list' },
  { title: '备份', detail: '设置', letters: 'bf beifen', to: { name: 'backups' }, needs: 'backups.list' },
  { title: '关于', detail: '设置', letters: 'gy guanyu banben', to: { name: 'about' }, needs: null },
]

/** Chinese anywhere in the title; letters from the beginning of the initials or of the pinyin. */
export function isMeant(text: string, { title, letters }: { title: string; letters: string }): boolean {
  const wanted = text.trim().toLowerCase()
  return title.includes(wanted) || letters.split(' ').some((word) => word.startsWith(wanted))
}

export function placesFor(text: string, may: (procedure: ProcedureName) => boolean): PalettePlace[] {
  return palettePlaces.filter((place) => (place.needs === null || may(place.needs)) && isMeant(text, place))
}
