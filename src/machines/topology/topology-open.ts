/** Which nodes of the topology stand open before the operator opens any: more room shows more of them, the upper levels first. */
import {type TopologyNode, visibleNodes} from './topology-tree.js';

/** `rows`: how many nodes can be seen at once. A node whose children have no room stays closed, and a smaller one may still open. */
export function openWithRoom(tree: readonly TopologyNode[], openIds: ReadonlySet<string>, rows: number): Set<string> {
	const open = new Set(openIds);
	let left = rows - visibleNodes(tree, open).length;
	let level = tree;
	while (left > 0 && level.length > 0) {
		for (const {id, childCount} of level) {
			if (childCount === 0 || open.has(id) || childCount > left) continue;
			open.add(id);
			left -= childCount;
		}
		level = level.flatMap(node => (open.has(node.id) ? node.children() : []));
	}
	return open;
}
