/** What somebody is reached by, as they typed it: an e-mail address or a phone number. */
export function contact(typed: string): { email: string } | { phone: string } {
  const who = typed.trim();
  return who.includes('@') ? { email: who } : { phone: who };
}
