// What a test made is removed in the opposite order: the program before the database that it runs on. (The runner's
// own hooks run in the order in which they were given.)

/** Returns the function that notes a step to take at the end of a test. */
export function undo(t) {
  const steps = [];
  t.after(async () => {
    for (const step of steps.reverse()) await step();
  });
  return (step) => void steps.push(step);
}
