const usual = ['MEMBER', 'COORDINATOR', 'TRAINER', 'RESEARCHER', 'EDITOR', 'ADMIN'] as const;

/** The roles that an organization can give. */
export function rolesOf(university: boolean) {
  return university ? ([...usual, 'UNIVERSITY_OFFICER'] as const) : usual;
}

export interface Member {
  id: string;
  role: (typeof usual)[number] | 'UNIVERSITY_OFFICER';
  status: string;
  validFrom: string;
  volunteer: { id: string; publicNumber: string; givenName: string; familyName: string } | null;
}

export const memberName = ({ volunteer }: Member) => [volunteer?.familyName, volunteer?.givenName].filter(Boolean).join(' ');
