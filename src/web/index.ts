import { onOwnNode } from '../core/own-node'

await onOwnNode(() => import('./main'))
