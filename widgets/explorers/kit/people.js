/** The people of the explorers, as kit/people.py has them: beta-cell reserve in percent of a robust person's. */
import { RESERVES } from "../../model/browser/index.js";

/** Beta-cell reserve, in the model's unit, of so many percent of a robust person's. */
export const reserveOf = (percent) => (percent / 100) * RESERVES.robust;
