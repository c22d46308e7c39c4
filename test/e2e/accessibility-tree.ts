import type { Page } from 'playwright-core';

/** What a screen reader gets of one thing on the page. */
export interface Told {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly isLive: boolean;
  /** The texts in it. */
  readonly text: string;
}

/**
 * The page's accessibility tree as the browser hands it to screen readers, in the order in which it is read: closed
 * shadow roots are in it too.
 */
export async function accessibilityTree(page: Page): Promise<Told[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  type Node = (typeof nodes)[number];
  const textOf = ({ role, name, childIds = [] }: Node): string =>
    role?.value === 'StaticText'
      ? String(name?.value ?? '')
      : childIds.map((id) => (byId.has(id) ? textOf(byId.get(id)!) : '')).join('');
  const withInside = (node: Node): Node[] => [
    node,
    ...(node.childIds ?? []).flatMap((id) => (byId.has(id) ? withInside(byId.get(id)!) : [])),
  ];
  return withInside(nodes[0]!)
    .filter(({ ignored }) => !ignored)
    .map((node) => ({
      role: String(node.role?.value ?? ''),
      name: String(node.name?.value ?? ''),
      description: String(node.description?.value ?? ''),
      isLive: node.properties?.some(({ name, value }) => name === 'live' && value.value !== 'off') ?? false,
      text: textOf(node),
    }));
}

/** What the page's live regions say. */
export async function saidOn(page: Page): Promise<string[]> {
  return (await accessibilityTree(page)).filter(({ role }) => role === 'status').map(({ text }) => text);
}
