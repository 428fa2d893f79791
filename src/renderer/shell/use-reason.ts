import { readonly, shallowRef } from 'vue'

export interface ReasonQuestion {
  /** 查看明文手机号 */
  title: string
  /** What will happen and who will read the reason. */
  text: string
  /** The button: verb and object. */
  action: string
  /** The other button; 取消 unless that could be taken for the action. */
  stay?: string
}

interface Asked extends ReasonQuestion {
  answer: (reason: string | null) => void
}

const asked = shallowRef<Asked | null>(null)

/** The question that the window's one reason dialog shows. */
export const askedReason = readonly(asked)

/** Asks for a reason that the audit log keeps. Null when the person leaves without giving one. */
export function useReason(): (question: ReasonQuestion) => Promise<string | null> {
  return (question) =>
    new Promise((resolve) => {
      asked.value?.answer(null)
      asked.value = {
        ...question,
        answer: (reason) => {
          asked.value = null
          resolve(reason)
        },
      }
    })
}
