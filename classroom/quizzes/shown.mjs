// What an explorer shows at each setting of a slider, and how the page's own quiz judges it.
//
// Standard input: {explorer, facts, question, digits, settings}; standard output: the feedback that
// the question gives at each setting, in their order.
import { readFileSync } from "node:fs";
import { asShown, judge } from "../../widgets/quizzes/javascript/judge.js";

const { explorer, facts, question, digits, settings } = JSON.parse(readFileSync(0));
const { default: module } = await import(`../../widgets/explorers/${explorer}/${explorer}.js`);
const ghosts = new Map();

/** The run that stays behind, solved once for each of its settings. */
function ghost(values) {
  const behind = module.healthy(values, facts);
  const key = JSON.stringify(behind);
  if (!ghosts.has(key)) ghosts.set(key, module.solve(behind, facts));
  return ghosts.get(key);
}

const verdicts = settings.map((values) => {
  const runs = { now: module.solve(values, facts), health: ghost(values), pinned: null };
  const value = module.results(runs, facts)[question.target.result];
  return judge(question, asShown(value, digits)).feedback;
});
process.stdout.write(JSON.stringify(verdicts));
