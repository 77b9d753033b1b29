/** Whose lists are asked for: those of a center, or of the network itself, which is no organization. */
export function whose({ id }: { id: string }): { organizationId: string | null; ofNetwork: boolean } {
  return { organizationId: id || null, ofNetwork: id === '' };
}
