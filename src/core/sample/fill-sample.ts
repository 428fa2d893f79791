import type { CoreServices } from '../core-services'
import { refuse } from '../refusal'

export async function fillSample(_services: CoreServices): Promise<{ communities: number; grids: number; persons: number }> {
  throw refuse('sample_not_ready', '示例数据还没有。')
}
