import { z } from 'zod'

/**
 * Every refusal a screen can meet. `message` is a whole Chinese sentence: what happened, what was kept, what to do.
 * Anything else a procedure throws arrives as INTERNAL with a number that leads to the log.
 */
export const declaredErrors = {
  NOT_SIGNED_IN: { status: 401, message: '还没有登录，或登录已过期。库里没有变动，登录后重试。' },
  SESSION_LOCKED: { status: 423, message: '已锁屏。输入密码解锁后继续，填写的内容还在。' },
  FORBIDDEN: { status: 403, message: '当前账号没有这项权限。库里没有变动，需要时请管理员授权。' },
  INVALID_INPUT: {
    status: 422,
    message: '填写的内容不符合要求。库里没有变动，改正后重试。',
    data: z.object({ fields: z.array(z.object({ path: z.string(), message: z.string() })) }),
  },
  NOT_FOUND: { status: 404, message: '找不到这条记录，可能已被删除。刷新后重试。' },
  CONFLICT: {
    status: 409,
    message: '这条记录刚被别人改过。没有保存，核对最新内容后再改。',
  },
  /** A rule of the office says no; `rule` names it (I1 … I34, or a snake_case name), `field` is where the cursor goes. */
  REFUSED: {
    status: 400,
    message: '没有办成，库里没有变动。',
    data: z.object({ rule: z.string(), field: z.string().nullable() }),
  },
  /** A file cannot be read or written; `reason` is a snake_case name. */
  FILE_REFUSED: { status: 400, message: '文件不能用。库里没有变动。', data: z.object({ reason: z.string() }) },
  INTERNAL: {
    status: 500,
    message: '程序出错，这一步没有办成，之前保存的都在。',
    data: z.object({ correlationId: z.string() }),
  },
} as const
export type DeclaredErrorCode = keyof typeof declaredErrors
