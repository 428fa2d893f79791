/** Minutes as other clerks write them, with what each must give. All persons and places are invented. */
export interface WrittenByHand {
  name: string
  text: string
  /** One list a meeting: head, people, items as `code grid text`, decisions, unplaced. */
  meetings: readonly { head: string; people: string; items: readonly string[]; decisions: readonly string[]; unplaced: readonly string[] }[]
}
