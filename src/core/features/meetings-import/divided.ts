/** Whether a text without a grid speaks for each of them alike: there is only one, or it says 各网格均… or 无. */
export function isDivided(text: string, grids: number): boolean {
  return grids === 1 || /^(?:各|全部|所有|每个?|全体)(?:基础)?网格/.test(text) || /^(?:均|都|全部|一切)?(?:无|无异常|无变动|无变化|没有|正常|平稳|稳定|暂无)[。]?$/.test(text)
}
