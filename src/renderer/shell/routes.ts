import type { RouteRecordRaw } from 'vue-router'
import type { ProcedureName } from '../../contract/contract'

/** The entries of the rail; a page belongs to one. */
export type Section = 'board' | 'roster' | 'import' | 'meetings' | 'evaluations' | 'rewards' | 'settings'

declare module 'vue-router' {
  interface RouteMeta {
    /** The page's name, in the palette and in the help. */
    title: string
    section: Section
    /** The query without which the page is empty: who may not ask it is led home. */
    needs?: ProcedureName
  }
}

export const routes: RouteRecordRaw[] = [
  { path: '/board', name: 'board', component: () => import('../features/roster/BoardPage.vue'), meta: { title: '镇总览', section: 'board', needs: 'roster.board' } },
  { path: '/roster', name: 'people', component: () => import('../features/roster/PeoplePage.vue'), meta: { title: '花名册', section: 'roster', needs: 'roster.people' } },
  { path: '/roster/community/:communityId', name: 'community', component: () => import('../features/roster/CommunityPage.vue'), meta: { title: '社区班组', section: 'roster', needs: 'roster.community' } },
  { path: '/roster/person/:personId', name: 'person', component: () => import('../features/roster/PersonPage.vue'), meta: { title: '人员', section: 'roster', needs: 'roster.person' } },
  { path: '/roster/change', name: 'change', component: () => import('../features/roster/ChangePage.vue'), meta: { title: '调整人员', section: 'roster', needs: 'roster.change' } },
  { path: '/roster/paper', name: 'roster-paper', component: () => import('../features/roster/RosterPaperPage.vue'), meta: { title: '打印花名册', section: 'roster', needs: 'roster.papers' } },
  { path: '/roster/import', name: 'import', component: () => import('../features/roster-import/ImportPage.vue'), meta: { title: '导入花名册', section: 'import', needs: 'rosterImport.open' } },
  { path: '/meetings', name: 'meetings', component: () => import('../features/meetings/MeetingsPage.vue'), meta: { title: '例会', section: 'meetings', needs: 'meetings.board' } },
  { path: '/meetings/decisions', name: 'meeting-decisions', component: () => import('../features/meetings/DecisionsPage.vue'), meta: { title: '议定事项', section: 'meetings', needs: 'meetings.decisions' } },
  { path: '/meetings/search', name: 'meeting-search', component: () => import('../features/meetings/SearchPage.vue'), meta: { title: '查纪要', section: 'meetings', needs: 'meetings.search' } },
  { path: '/meetings/import', name: 'meeting-import', component: () => import('../features/meetings/MinutesImportPage.vue'), meta: { title: '读入纪要', section: 'meetings', needs: 'meetingsImport.preview' } },
  { path: '/meetings/calendar', name: 'meeting-calendar', component: () => import('../features/meetings/CalendarPage.vue'), meta: { title: '工作日历', section: 'meetings', needs: 'meetings.calendar' } },
  { path: '/meetings/paper', name: 'meeting-paper', component: () => import('../features/meetings/MeetingPaperPage.vue'), meta: { title: '例会纸样', section: 'meetings', needs: 'meetings.paper' } },
  { path: '/meetings/:communityId/:week', name: 'meeting', component: () => import('../features/meetings/MeetingRoute.vue'), meta: { title: '周例会', section: 'meetings', needs: 'meetings.meeting' } },
  { path: '/evaluations', name: 'evaluations', component: () => import('../features/evaluations/MonthPage.vue'), meta: { title: '月度考核', section: 'evaluations', needs: 'evaluations.months' } },
  { path: '/evaluations/scores/:month', name: 'evaluation-scores', component: () => import('../features/evaluations/ScorePage.vue'), meta: { title: '打分', section: 'evaluations', needs: 'evaluations.mySheets' } },
  { path: '/evaluations/proxy/:month', name: 'evaluation-proxy', component: () => import('../features/evaluations/ScorePage.vue'), meta: { title: '代录评分', section: 'evaluations', needs: 'evaluations.proxySheets' } },
  { path: '/evaluations/results/:month', name: 'evaluation-results', component: () => import('../features/evaluations/ResultsPage.vue'), meta: { title: '考核结果', section: 'evaluations', needs: 'evaluations.months' } },
  { path: '/evaluations/person/:personId/:month', name: 'evaluation-person', component: () => import('../features/evaluations/TrendPage.vue'), meta: { title: '个人考核', section: 'evaluations', needs: 'evaluations.trend' } },
  { path: '/evaluations/raters/:month', name: 'evaluation-raters', component: () => import('../features/evaluations/RatersPage.vue'), meta: { title: '评分人分布', section: 'evaluations', needs: 'evaluations.distribution' } },
  { path: '/evaluations/bonuses/:month', name: 'evaluation-bonuses', component: () => import('../features/evaluations/BonusPage.vue'), meta: { title: '加减分', section: 'evaluations', needs: 'evaluations.bonuses' } },
  { path: '/evaluations/reopenings', name: 'evaluation-reopenings', component: () => import('../features/evaluations/ReopeningsPage.vue'), meta: { title: '重开记录', section: 'evaluations', needs: 'evaluations.reopenings' } },
  { path: '/evaluations/appeals', name: 'evaluation-appeals', component: () => import('../features/evaluations/AppealsPage.vue'), meta: { title: '考核申诉', section: 'evaluations', needs: 'evaluations.appeals' } },
  { path: '/evaluations/import/:month', name: 'evaluation-import', component: () => import('../features/evaluations/ImportScoresPage.vue'), meta: { title: '导入评分表', section: 'evaluations', needs: 'evaluations.proxySheets' } },
  { path: '/evaluations/templates', name: 'evaluation-templates', component: () => import('../features/evaluations/TemplatesPage.vue'), meta: { title: '考核模板', section: 'evaluations', needs: 'evaluations.templates' } },
  { path: '/evaluations/sheet/:month/:kind/:communityId/:rateeId', name: 'evaluation-sheet', component: () => import('../features/evaluations/SheetPage.vue'), meta: { title: '评分表', section: 'evaluations', needs: 'evaluations.sheet' } },
  { path: '/evaluations/papers/:month', name: 'evaluation-papers', component: () => import('../features/evaluations/PapersPage.vue'), meta: { title: '打印考核表', section: 'evaluations', needs: 'evaluations.papers' } },
  { path: '/rewards', name: 'rewards', component: () => import('../features/rewards/RewardsPage.vue'), meta: { title: '奖励台账', section: 'rewards', needs: 'rewards.list' } },
  { path: '/rewards/papers', name: 'reward-papers', component: () => import('../features/rewards/RewardPapersPage.vue'), meta: { title: '打印奖励', section: 'rewards', needs: 'rewards.papers' } },
  { path: '/rewards/apply', name: 'reward-apply', component: () => import('../features/rewards/ApplyPage.vue'), meta: { title: '申请奖励', section: 'rewards', needs: 'rewards.apply' } },
  { path: '/rewards/:rewardId', name: 'reward', component: () => import('../features/rewards/RewardPage.vue'), meta: { title: '一件奖励', section: 'rewards', needs: 'rewards.reward' } },
  { path: '/rewards/leads', name: 'leads', component: () => import('../features/rewards/LeadsPage.vue'), meta: { title: '线索', section: 'rewards', needs: 'leads.list' } },
  { path: '/rewards/leads/:leadId', name: 'lead', component: () => import('../features/rewards/LeadPage.vue'), meta: { title: '一条线索', section: 'rewards', needs: 'leads.lead' } },
  { path: '/rewards/funds', name: 'funds', component: () => import('../features/rewards/FundsPage.vue'), meta: { title: '专项经费', section: 'rewards', needs: 'funds.list' } },
  { path: '/rewards/import', name: 'rewards-import', component: () => import('../features/rewards/LedgerImportPage.vue'), meta: { title: '导入奖励台账', section: 'rewards', needs: 'rewardsImport.open' } },
  { path: '/rewards/summary', name: 'reward-summary', component: () => import('../features/rewards/SummaryPage.vue'), meta: { title: '奖励年度汇总', section: 'rewards', needs: 'rewards.summary' } },
  { path: '/rewards/tiers', name: 'reward-tiers', component: () => import('../features/rewards/TiersPage.vue'), meta: { title: '审批层级', section: 'rewards', needs: 'rewards.tiers' } },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('../features/settings/SettingsPage.vue'),
    redirect: { name: 'appearance' },
    meta: { title: '设置', section: 'settings' },
    children: [
      { path: 'appearance', name: 'appearance', component: () => import('../features/settings/AppearancePage.vue'), meta: { title: '外观', section: 'settings' } },
      { path: 'password', name: 'password', component: () => import('../features/settings/PasswordPage.vue'), meta: { title: '修改密码', section: 'settings' } },
      { path: 'numbers', name: 'numbers', component: () => import('../features/settings/NumbersPage.vue'), meta: { title: '参数', section: 'settings', needs: 'settings.list' } },
      { path: 'accounts', name: 'accounts', component: () => import('../features/settings/AccountsPage.vue'), meta: { title: '账号管理', section: 'settings', needs: 'accounts.list' } },
      { path: 'audit', name: 'audit', component: () => import('../features/settings/AuditPage.vue'), meta: { title: '审计日志', section: 'settings', needs: 'audit.list' } },
      { path: 'backups', name: 'backups', component: () => import('../features/settings/BackupsPage.vue'), meta: { title: '备份', section: 'settings', needs: 'backups.list' } },
      { path: 'about', name: 'about', component: () => import('../features/settings/AboutPage.vue'), meta: { title: '关于', section: 'settings' } },
    ],
  },
]
