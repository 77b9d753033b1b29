/** The roles that teach in a school. */
export const trainers = ['TRAINER', 'ADMIN'] as const;

interface Membership {
  role: string;
  status: string;
  organization: { supportCenters: readonly unknown[] };
}

/** Whether somebody teaches in the school of a support center. */
export function teaches(memberships: readonly Membership[]): boolean {
  return memberships.some(
    ({ role, status, organization }) =>
      status === 'ACTIVE' && trainers.some((one) => one === role) && organization.supportCenters.length > 0,
  );
}
