/** What stands in a connection. */
export function nodes<Node>({ edges }: { edges: ({ node: Node | null } | null)[] | null }): Node[] {
  return (edges ?? []).flatMap((edge) => edge?.node ?? []);
}
