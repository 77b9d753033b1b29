/** The crown of a yurt, as in `shared/icon.svg`. */
export function Mark() {
  return (
    <svg width="30" height="30" viewBox="0 0 32 32" fill="none" stroke="#00AFCA" strokeLinecap="round" aria-hidden="true">
      <circle cx="16" cy="16" r="13" strokeWidth="4" />
      <path d="M8 11q8 5 16 0M7 16q9 4 18 0M11 8q5 8 0 16M16 7q4 9 0 18M21 8q5 8 0 16" stroke="#FEC50C" strokeWidth="2" />
    </svg>
  );
}
