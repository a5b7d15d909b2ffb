// The page on which a topic is answered. One part that fails does not take the others with it.
const PARTS = ["./autosave.js", "./reader.js", "./keys.js", "./next.js", "./words.js", "./grades.js", "./quoting.js", "./guidance.js", "./clearing.js"];

for (const part of PARTS) {
  import(part).then((module) => module.start()).catch((problem) => console.error(part, problem));
}
