import type { CallPath, PathNode } from './call-path.ts';
import type { Standing } from './standing.ts';

/** Where a node stands in the picture, in CSS pixels. */
export interface PlacedNode {
  node: PathNode;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A line of the picture; `standing` is `null` for the common line that leads to many servers. */
export interface PlacedLink {
  key: string;
  d: string;
  standing: Standing | null;
  /** The way to this node from the one before it, where `d` is only the end of it. */
  way?: string;
}

export interface PathLayout {
  width: number;
  height: number;
  nodes: PlacedNode[];
  links: PlacedLink[];
}

const fanMaxServers = 7;
const fanMinGap = 36;
const fanMaxGap = 280;
const serverMinWidth = 232;
const rowMinWidth = 520;
const chainHeight = 88;
const serverHeight = 56;
const serverGap = 12;
const columnGap = 24;
const stub = 24;

/**
 * Places the picture in the given width: a fan where few servers have room beside the way to them, else rows of servers
 * below it that hang from one common line. The width is only used, never exceeded.
 */
export function layoutPath(path: CallPath, width: number): PathLayout {
  const { chain, servers } = path;
  const needed = sumOf(chain.map(chainWidth)) + chain.length * fanMinGap + serverMinWidth;
  return width >= needed && servers.length > 0 && servers.length <= fanMaxServers
    ? layoutFan(path, width)
    : layoutRows(path, width);
}

function chainWidth({ kind }: PathNode): number {
  if (kind === 'internet') return 128;
  return kind === 'router' ? 188 : 196;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function layoutFan({ chain, servers }: CallPath, width: number): PathLayout {
  const widths = chain.map(chainWidth);
  const gap = Math.min(fanMaxGap, (width - sumOf(widths) - serverMinWidth) / chain.length);
  const column = servers.length * (serverHeight + serverGap) - serverGap;
  const height = Math.max(chainHeight, column);
  const middle = height / 2;

  const nodes: PlacedNode[] = [];
  let x = 0;
  for (const [index, node] of chain.entries()) {
    const nodeWidth = widths[index] ?? 0;
    nodes.push({ node, x, y: middle - chainHeight / 2, width: nodeWidth, height: chainHeight });
    x += nodeWidth + gap;
  }
  const left = x;
  const top = (height - column) / 2;
  const placed = servers.map((node, index) => ({
    node,
    x: left,
    y: top + index * (serverHeight + serverGap),
    width: width - left,
    height: serverHeight,
  }));
  const links = [
    ...chainLinks(nodes),
    ...placed.map((server, index) => {
      const spread = Math.max(-24, Math.min(24, (index - (placed.length - 1) / 2) * 8));
      return fanLink(server, left - gap, middle + spread);
    }),
  ];
  return { width, height, nodes: [...nodes, ...placed], links };
}

function fanLink(server: PlacedNode, fromX: number, fromY: number): PlacedLink {
  const y = server.y + server.height / 2;
  const bend = (server.x - fromX) / 2;
  return {
    key: server.node.key,
    d: `M${fromX} ${fromY}C${fromX + bend} ${fromY} ${server.x - bend} ${y} ${server.x} ${y}`,
    standing: server.node.link,
  };
}

/** Straight lines between neighbours of the chain, beside or below each other. */
function chainLinks(nodes: readonly PlacedNode[]): PlacedLink[] {
  return nodes.slice(1).map((to, index) => {
    const from = nodes[index] ?? to;
    const isBelow = to.y > from.y;
    const d = isBelow
      ? `M${from.x + stub} ${from.y + from.height}V${to.y}`
      : `M${from.x + from.width} ${from.y + from.height / 2}H${to.x}`;
    return { key: to.node.key, d, standing: to.node.link };
  });
}

function layoutRows({ chain, servers }: CallPath, width: number): PathLayout {
  const nodes = width >= rowMinWidth ? chainInRow(chain, width) : chainInColumn(chain, width);
  const last = nodes.at(-1);
  if (!last || servers.length === 0) {
    return { width, height: bottom(nodes), nodes, links: chainLinks(nodes) };
  }
  const fit = Math.floor((width + columnGap) / (serverMinWidth + stub + columnGap));
  const columns = Math.max(1, Math.min(4, fit, servers.length));
  const rows = Math.ceil(servers.length / columns);
  const columnWidth = (width - (columns - 1) * columnGap) / columns;
  const busY = bottom(nodes) + stub;

  const placed = servers.map((node, index) => ({
    node,
    x: Math.floor(index / rows) * (columnWidth + columnGap) + stub,
    y: busY + stub / 2 + (index % rows) * (serverHeight + serverGap),
    width: columnWidth - stub,
    height: serverHeight,
  }));
  const stubs = placed.map((server) => ({
    key: server.node.key,
    d: `M${server.x - stub + 2} ${server.y + server.height / 2}H${server.x}`,
    standing: server.node.link,
    way: wayBelow(last, server, busY),
  }));
  return {
    width,
    height: bottom(placed),
    nodes: [...nodes, ...placed],
    links: [...chainLinks(nodes), commonLine(last, placed, busY), ...stubs],
  };
}

/** From the last node of the chain along the common line to one server. */
function wayBelow(last: PlacedNode, server: PlacedNode, busY: number): string {
  const y = server.y + server.height / 2;
  return `M${outOf(last)} ${last.y + last.height}V${busY}H${server.x - stub + 2}V${y}H${server.x}`;
}

function outOf(last: PlacedNode): number {
  return last.x > 0 ? last.x + last.width / 2 : last.x + stub;
}

function commonLine(last: PlacedNode, servers: readonly PlacedNode[], busY: number): PlacedLink {
  const fromX = outOf(last);
  const trunks = [...new Set(servers.map(({ x }) => x - stub + 2))];
  const left = Math.min(fromX, ...trunks);
  const right = Math.max(fromX, ...trunks);
  const drops = trunks.map((trunk) => {
    const column = servers.filter(({ x }) => x - stub + 2 === trunk);
    return `M${trunk} ${busY}V${bottom(column) - serverHeight / 2}`;
  });
  return {
    key: 'common',
    d: `M${fromX} ${last.y + last.height}V${busY}M${left} ${busY}H${right}${drops.join('')}`,
    standing: null,
  };
}

function chainInRow(chain: readonly PathNode[], width: number): PlacedNode[] {
  const widths = chain.map(chainWidth);
  const gap = chain.length > 1 ? (width - sumOf(widths)) / (chain.length - 1) : 0;
  let x = 0;
  return chain.map((node, index) => {
    const placed = { node, x, y: 0, width: widths[index] ?? 0, height: chainHeight };
    x += placed.width + gap;
    return placed;
  });
}

function chainInColumn(chain: readonly PathNode[], width: number): PlacedNode[] {
  return chain.map((node, index) => ({
    node,
    x: 0,
    y: index * (chainHeight + stub),
    width,
    height: chainHeight,
  }));
}

function bottom(nodes: readonly PlacedNode[]): number {
  return Math.max(0, ...nodes.map(({ y, height }) => y + height));
}
